import { closeRest, extendPath, openRest, ownBelow, previousBelow, sameBelow, saturates, wraps } from './paths';
import { alongSlots, columns, disparities, pathRowBytes, runBytes, slotBytes } from './settings';

/**
 * Paths over one row. Each function takes a row of block costs and adds path costs to the row's sums, in OpenCV's order.
 *
 * Paths that come from the row before keep three rows of slots, one per direction: from the upper left, from above, from
 * the upper right. A row has a slot for the border on either side, all zero, and ends with the smallest cost of each slot.
 * The path along a row needs the slots of two pixels only.
 */

/** Slot of column x, −1 … columns, of the row of a direction. */
@inline
function slotOf(rows: usize, direction: i32, x: i32): usize {
  return rows + direction * pathRowBytes + (x + 1) * slotBytes + 8;
}

/** Where the smallest cost of that slot stands, i16. */
@inline
function smallestOf(rows: usize, direction: i32, x: i32): usize {
  return rows + direction * pathRowBytes + (columns + 2) * slotBytes + 8 + (x + 1) * 2;
}

/** Makes `count` rows of paths that begin: all costs zero, between borders. */
export function clearPaths(rows: usize, count: i32): void {
  memory.fill(rows, 0, count * pathRowBytes);
  for (let direction = 0; direction < count; direction++) {
    for (let x = -1; x <= columns; x++) border(slotOf(rows, direction, x));
  }
}

/** Sets the values beside a slot's costs. */
function border(slot: usize): void {
  store<i16>(slot - 2, 32767);
  store<i16>(slot + 2 * disparities, 32767);
}

let alongFrom: usize = 0;
let alongTo: usize = 0;
let alongSmallest: i32 = 0;

/** The path along a row begins at the border, where all costs are zero. */
function beginRow(): void {
  alongFrom = alongSlots + 8;
  alongTo = alongFrom + slotBytes;
  alongSmallest = 0;
  memory.fill(alongSlots, 0, 2 * slotBytes);
  border(alongFrom);
  border(alongTo);
}

@inline
function extendAlong(costs: usize, sums: usize, overflow: i32, below: i32, isBack: i32): void {
  const from = alongFrom;
  const to = alongTo;
  const least = extendPath(from, to, costs, sums, alongSmallest, overflow, below, isBack);
  alongSmallest = <i32>(<i16>least);
  alongFrom = to;
  alongTo = from;
}

/** Extends a path to column x from column fromX of the row before. */
@inline
function extendFromBefore(
  before: usize, here: usize, direction: i32, fromX: i32, x: i32, costs: usize, sums: usize, overflow: i32, below: i32,
): void {
  const source = slotOf(before, direction, fromX);
  const smallest = <i32>load<i16>(smallestOf(before, direction, fromX));
  const least = extendPath(source, slotOf(here, direction, x), costs, sums, smallest, overflow, below, 0);
  store<i16>(smallestOf(here, direction, x), <i16>least);
}

/** Modes sgbm and hh: along the row, and from the three neighbours in the row before. */
export function followFour(before: usize, here: usize, costs: usize, sums: usize, isUpward: i32): void {
  const step = isUpward ? -1 : 1;
  beginRow();
  for (let x = isUpward ? columns - 1 : 0, n = 0; n < columns; n++, x += step) {
    const cost = costs + x * runBytes;
    const sum = sums + x * runBytes;
    openRest(sum);
    extendAlong(cost, sum, wraps, previousBelow, 0);
    extendFromBefore(before, here, 0, x - 1, x, cost, sum, wraps, previousBelow);
    extendFromBefore(before, here, 1, x, x, cost, sum, wraps, previousBelow);
    extendFromBefore(before, here, 2, x + 1, x, cost, sum, wraps, previousBelow);
    closeRest(sum);
  }
}

/** Mode sgbm's fifth path: back along the row. */
export function followBack(costs: usize, sums: usize): void {
  beginRow();
  for (let x = columns - 1; x >= 0; x--) {
    openRest(sums + x * runBytes);
    extendAlong(costs + x * runBytes, sums + x * runBytes, wraps, previousBelow, 1);
    closeRest(sums + x * runBytes);
  }
}

/** Mode hh4: from the row before. */
export function followBefore(before: usize, here: usize, costs: usize, sums: usize): void {
  for (let x = 0; x < columns; x++) {
    const sum = sums + x * runBytes;
    openRest(sum);
    extendFromBefore(before, here, 0, x, x, costs + x * runBytes, sum, wraps, previousBelow);
    closeRest(sum);
  }
}

/** Mode hh4: along the row, then back. */
export function followAlong(costs: usize, sums: usize): void {
  beginRow();
  for (let x = 0; x < columns; x++) {
    openRest(sums + x * runBytes);
    extendAlong(costs + x * runBytes, sums + x * runBytes, wraps, previousBelow, 0);
    closeRest(sums + x * runBytes);
  }
  beginRow();
  for (let x = columns - 1; x >= 0; x--) {
    openRest(sums + x * runBytes);
    extendAlong(costs + x * runBytes, sums + x * runBytes, wraps, previousBelow, 0);
    closeRest(sums + x * runBytes);
  }
}

/** Mode 3way: along the row, then back and from the row before. */
export function followThree(before: usize, here: usize, costs: usize, sums: usize): void {
  beginRow();
  for (let x = 0; x < columns; x++) {
    openRest(sums + x * runBytes);
    extendAlong(costs + x * runBytes, sums + x * runBytes, saturates, previousBelow, 0);
    closeRest(sums + x * runBytes);
  }
  beginRow();
  for (let x = columns - 1; x >= 0; x--) {
    const cost = costs + x * runBytes;
    const sum = sums + x * runBytes;
    openRest(sum);
    extendAlong(cost, sum, saturates, sameBelow, 0);
    extendFromBefore(before, here, 0, x, x, cost, sum, saturates, ownBelow);
    closeRest(sum);
  }
}
