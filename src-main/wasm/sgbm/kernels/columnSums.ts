import { pixelCostsOfRow } from './pixelCosts';
import {
  columns,
  columnSums,
  costSeed,
  disparities,
  height,
  isUpward,
  P2,
  pixelRows,
  radius,
  restarts,
  rowFirst,
  rowOrigin,
  rowsBelow,
  tileEnd,
  tileFirst,
} from './settings';

/**
 * Sums of the pixel costs over the 2 · radius + 1 rows of a block, slid down by one row per sweep row. Rows are repeated
 * above the sweep's first and below the image's last. Columns are those of the tile and `radius` to either side, as far as there are any.
 */

/** First column with a sum, in sweep order. */
@inline
export function haloFirst(): i32 {
  return max(tileFirst - radius, 0);
}

@inline
function haloEnd(): i32 {
  return min(tileEnd + radius, columns);
}

/** Address of the sums of a column; columns beyond the ends repeat the first and the last. */
@inline
export function columnSumsAt(column: i32): usize {
  return columnSums + (min(max(column, 0), columns - 1) - haloFirst()) * disparities * 2;
}

/** Makes the sums of sweep row t from those of row t − 1, or afresh where a sweep starts. */
export function slideColumnSums(t: i32): void {
  if (t == 0 || (restarts && t == rowFirst)) {
    startColumnSums(t);
    return;
  }
  const entering = t + radius;
  const leaving = t - radius - 1;
  if (entering >= rowsBelow) {
    exchangeRows(pixelRow(entering), pixelRow(leaving));
    return;
  }
  // The entering row takes the place of the leaving one. Repeats of the first row leave from a copy of it.
  if (leaving < 0) memory.copy(pixelRow(entering), pixelRow(0), rowBytes());
  matchRow(entering);
}

function startColumnSums(t: i32): void {
  memory.fill(pixelRows, 0, (2 * radius + 1) * rowBytes());
  memory.fill(columnSums, 0, 2 * rowBytes());
  for (let row = max(t - radius, 0); row <= min(t + radius, rowsBelow - 1); row++) matchRow(row);
  for (let row = t - radius; row < 0; row++) addRow(pixelRow(0));
  for (let row = rowsBelow; row <= t + radius; row++) addRow(pixelRow(row));
}

/** Bytes of a row of pixel costs. */
@inline
function rowBytes(): i32 {
  return (haloEnd() - haloFirst()) * disparities;
}

/** Address of the pixel costs of a sweep row; rows beyond the ends repeat the first and the last. */
function pixelRow(row: i32): usize {
  return pixelRows + (min(max(row, 0), rowsBelow - 1) % (2 * radius + 1)) * rowBytes();
}

function matchRow(row: i32): void {
  const y = isUpward ? height - 1 - row : rowOrigin + row;
  pixelCostsOfRow(y, haloFirst(), haloEnd(), pixelRow(row), columnSums);
}

function addRow(entering: usize): void {
  const length = rowBytes();
  for (let i = 0; i < length; i += 8) {
    const at = columnSums + 2 * i;
    v128.store(at, i16x8.add(v128.load(at), v128.load_ext<u8>(entering + i)));
  }
}

function exchangeRows(entering: usize, leaving: usize): void {
  const length = rowBytes();
  let at = columnSums;
  for (let i = 0; i < length; i += 16) {
    const come = v128.load(entering + i);
    const go = v128.load(leaving + i);
    const low = i16x8.sub(i16x8.extend_low_i8x16_u(come), i16x8.extend_low_i8x16_u(go));
    const high = i16x8.sub(i16x8.extend_high_i8x16_u(come), i16x8.extend_high_i8x16_u(go));
    v128.store(at, i16x8.add(v128.load(at), low));
    v128.store(at, i16x8.add(v128.load(at, 16), high), 16);
    at += 32;
  }
}

/**
 * Writes what the block cost would be one column before the tile's first, without the column that would leave: adding
 * the sums at tileFirst + radius gives the first block cost. Block costs carry P2.
 */
export function seedBlockCost(): void {
  for (let d = 0; d < disparities; d += 8) {
    let cost = i16x8.splat(<i16>P2);
    for (let k = -radius; k < radius; k++) {
      cost = i16x8.add(cost, v128.load(columnSumsAt(tileFirst + k) + 2 * d));
    }
    v128.store(costSeed + 2 * d, cost);
  }
}

/** The same for a row without matching costs: to be continued with zeros. */
export function seedBlankCost(): void {
  for (let d = 0; d < disparities; d += 8) v128.store(costSeed + 2 * d, i16x8.splat(<i16>P2));
}
