import { columnSumsAt, seedBlankCost, seedBlockCost, slideColumnSums } from './columnSums';
import {
  awaitTurnToChoose,
  finishTurnToChoose,
  giveBack,
  giveToAfter,
  giveToBefore,
  takeBack,
  takeFromAfter,
  takeFromBefore,
} from './handover';
import { clearSlot, followStretch, slotBytes } from './paths';
import {
  addsToSums,
  along,
  back,
  blanksBottom,
  blockCosts,
  choosesWinners,
  columns,
  costSeed,
  costStep,
  disparities,
  falling,
  followsBack,
  followsFour,
  height,
  isUpward,
  mapShift,
  radius,
  rising,
  rowEnd,
  rowFirst,
  rowOrigin,
  showsSums,
  smallestStride,
  smallestSums,
  sums,
  sumsRows,
  sumsRowStep,
  sumsStep,
  tileEnd,
  tileFirst,
  vertical,
  winnersFirst,
  winnersLag,
  zeros,
} from './settings';
import { isStopped } from './signals';
import { checkRow, chooseWinners } from './winners';

/** Called after every row. The host may throw to end the work. */
@external('host', 'rowDone')
declare function rowDone(): void;

/** Shows the host the sums of a row of the map, from the leftmost column on. It may throw to end the work. */
@external('host', 'rowSummed')
declare function rowSummed(y: i32, firstSum: usize): void;

/**
 * Sweeps over the rows rowFirst … rowEnd − 1 of this thread's tile: block costs, the paths that come from above (four
 * with the one along the row, or only straight down and along), their sums, and where wanted the path back and the winners. Continues where an earlier call over
 * the rows before has ended.
 *
 * Falling and rising paths move one column per row. Their slots move along: column c uses slot (c ∓ t) mod the tile's
 * width, so that a path stays in its slot from row to row, and a path that leaves the tile frees the slot for the one
 * that enters at the other side.
 */
export function sweepRows(): void {
  const firstFinished = max(rowFirst, winnersFirst);
  if (rowFirst == 0) clearPaths();
  for (let t = rowFirst; t < rowEnd; t++) {
    if (isStopped()) return;
    slideColumnSums(t);
    if (!followRow(t)) return;
    if (choosesWinners && t - winnersLag >= firstFinished && !finishRow(t - winnersLag)) return;
    rowDone();
  }
  if (!choosesWinners) return;
  for (let t = max(rowEnd - winnersLag, firstFinished); t < rowEnd; t++) if (!finishRow(t)) return;
}

function clearPaths(): void {
  memory.fill(zeros, 0, 2 * disparities);
  for (let column = 0; column < tileEnd - tileFirst; column++) {
    clearSlot(vertical + column * slotBytes());
    if (!followsFour) continue;
    clearSlot(falling + column * slotBytes());
    clearSlot(rising + column * slotBytes());
  }
}

@inline
function costsOfRow(t: i32): usize {
  return costStep ? blockCosts + (t % (winnersLag + 1)) * (tileEnd - tileFirst) * costStep : blockCosts;
}

@inline
function sumsOfRow(t: i32): usize {
  return sums + (t % sumsRows) * sumsRowStep;
}

@inline
function smallestOfRow(t: i32): usize {
  return smallestSums + (t % (winnersLag + 1)) * smallestStride;
}

/** Follows the paths over the tile's part of row t. Returns false when all threads are asked to stop. */
function followRow(t: i32): bool {
  if (followsFour) return addsToSums ? followPaths(t, 4, true) : followPaths(t, 4, false);
  // Rows that only lead up to the first winners matter to those by the path straight down alone.
  if (followsBack && t < winnersFirst) return followPaths(t, 1, false);
  return addsToSums ? followPaths(t, 2, true) : followPaths(t, 2, false);
}

/**
 * The row is cut into stretches of columns where nothing but addresses changes, by a constant each: the first and the
 * last column, whose paths are exchanged with the neighbours, stand alone, and a stretch ends where a block begins to
 * leave the image or a slot's number starts again at 0.
 *
 * With fewer than four paths neighbours exchange falling and rising ones too, though nobody follows them: it keeps them in step.
 */
@inline
function followPaths(t: i32, paths: i32, adds: bool): bool {
  const four = paths == 4;
  const tileColumns = tileEnd - tileFirst;
  const bytes = slotBytes();
  const slotsEnd = tileColumns * bytes;
  const fallingFirst = four ? ((tileColumns - (t % tileColumns)) % tileColumns) * bytes : 0;
  const risingFirst = four ? (t % tileColumns) * bytes : 0;
  let fallingAt = falling + fallingFirst;
  let risingAt = rising + risingFirst;
  let verticalAt = vertical;
  let cost = costsOfRow(t);
  let costBefore = costSeed;
  let sum = sumsOfRow(t);
  let smallest = smallestOfRow(t);

  const isBlank = isBlankRow(t);
  const columnBytes = isBlank ? 0 : 2 * disparities;
  // Columns from which on another one leaves the block, and up to which another one enters it.
  const leavesFrom = radius + 1 - tileFirst;
  const entersTo = columns - 1 - radius - tileFirst;
  let entering = isBlank ? zeros : columnSumsAt(tileFirst + radius);
  let leaving = zeros;

  if (isBlank) seedBlankCost();
  else seedBlockCost();
  if (!takeFromBefore(t, along, fallingAt)) return false;
  let c = 0;
  while (c < tileColumns) {
    let end = c == 0 ? 1 : c < tileColumns - 1 ? tileColumns - 1 : tileColumns;
    if (c < entersTo) end = min(end, entersTo);
    if (c < leavesFrom) end = min(end, leavesFrom);
    if (four) {
      if (fallingAt == falling + slotsEnd) fallingAt = falling;
      if (risingAt == rising + slotsEnd) risingAt = rising;
      end = min(end, c + <i32>(falling + slotsEnd - fallingAt) / bytes);
      end = min(end, c + <i32>(rising + slotsEnd - risingAt) / bytes);
    }
    if (c == 1 && !isBlank) leaving = columnSumsAt(tileFirst - radius);
    if (c == tileColumns - 1 && !takeFromAfter(t, risingAt)) return false;
    const entersStep = c < entersTo ? columnBytes : 0;
    const leavesStep = c > 0 && c >= leavesFrom ? columnBytes : 0;
    const count = end - c;
    followStretch(
      paths,
      adds,
      count,
      costBefore,
      entering,
      entersStep,
      leaving,
      leavesStep,
      cost,
      fallingAt,
      verticalAt,
      risingAt,
      sum,
      smallest,
    );
    c = end;
    costBefore = cost + (count - 1) * costStep;
    cost += count * costStep;
    entering += count * entersStep;
    leaving += count * leavesStep;
    sum += count * sumsStep;
    smallest += 2 * count;
    verticalAt += count * bytes;
    if (four) fallingAt += count * bytes;
    if (four) risingAt += count * bytes;
    if (c == 1) giveToBefore(t, rising + risingFirst);
  }
  giveToAfter(t, along, four ? fallingAt - bytes : falling);
  return true;
}

/** Whether row t has no matching costs, as mode hh4 has it. */
@inline
function isBlankRow(t: i32): bool {
  const y = isUpward ? height - 1 - t : rowOrigin + t;
  return blanksBottom && y > 0 && y + radius >= height;
}

/** The rest of row t: the path back, winners, and where this tile is the last one the check of left against right. */
function finishRow(t: i32): bool {
  if (followsBack && !takeBack(t, back)) return false;
  if (!awaitTurnToChoose(t)) return false;
  const y = isUpward ? height - 1 - t : rowOrigin + t;
  chooseWinners(y, costsOfRow(t), sumsOfRow(t), smallestOfRow(t));
  if (followsBack) giveBack(t, back);
  if (showsSums) rowSummed(y + mapShift, sumsOfRow(t) + isUpward * (columns - 1) * sumsStep);
  checkRow(y);
  finishTurnToChoose(t);
  return true;
}
