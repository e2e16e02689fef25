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
import { clearSlot, costAndTwoPaths, oneMorePath, slotBytes, twoMorePaths } from './paths';
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
  radius,
  rising,
  rowEnd,
  rowFirst,
  rowOrigin,
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
  if (followsFour) return addsToSums ? followFourPaths(t, true) : followFourPaths(t, false);
  return addsToSums ? followTwoPaths(t, true) : followTwoPaths(t, false);
}

@inline
function followFourPaths(t: i32, adds: bool): bool {
  const tileColumns = tileEnd - tileFirst;
  const bytes = slotBytes();
  const slotsEnd = tileColumns * bytes;
  let fallingAt = ((tileColumns - (t % tileColumns)) % tileColumns) * bytes;
  let risingAt = (t % tileColumns) * bytes;
  let verticalAt = vertical;
  let cost = costsOfRow(t);
  let costBefore = costSeed;
  let sum = sumsOfRow(t);
  const smallest = smallestOfRow(t);

  const columnBytes = 2 * disparities;
  let entering = columnSumsAt(tileFirst + radius);
  let leaving = columnSumsAt(tileFirst - radius - 1);

  seedBlockCost();
  if (!takeFromBefore(t, along, falling + fallingAt)) return false;
  for (let c = 0; c < tileColumns; c++) {
    if (c == tileColumns - 1 && !takeFromAfter(t, rising + risingAt)) return false;
    costAndTwoPaths(costBefore, entering, c == 0 ? zeros : leaving, cost, falling + fallingAt, sum, adds, false);
    const least = twoMorePaths(cost, verticalAt, rising + risingAt, sum);
    store<i16>(smallest + 2 * c, i16x8.extract_lane_s(least, 0));
    if (c == 0) giveToBefore(t, rising + risingAt);
    if (c == tileColumns - 1) giveToAfter(t, along, falling + fallingAt);

    if (tileFirst + c + radius < columns - 1) entering += columnBytes;
    if (tileFirst + c - radius > 0) leaving += columnBytes;
    costBefore = cost;
    cost += costStep;
    sum += sumsStep;
    verticalAt += bytes;
    fallingAt += bytes;
    if (fallingAt == slotsEnd) fallingAt = 0;
    risingAt += bytes;
    if (risingAt == slotsEnd) risingAt = 0;
  }
  return true;
}

/** Neighbours exchange falling and rising paths here too, though nobody follows them: it keeps them in step. */
@inline
function followTwoPaths(t: i32, adds: bool): bool {
  const tileColumns = tileEnd - tileFirst;
  const bytes = slotBytes();
  const y = isUpward ? height - 1 - t : rowOrigin + t;
  const isBlank = blanksBottom && y > 0 && y + radius >= height;
  let verticalAt = vertical;
  let cost = costsOfRow(t);
  let costBefore = costSeed;
  let sum = sumsOfRow(t);
  const smallest = smallestOfRow(t);

  const columnBytes = isBlank ? 0 : 2 * disparities;
  let entering = isBlank ? zeros : columnSumsAt(tileFirst + radius);
  let leaving = isBlank ? zeros : columnSumsAt(tileFirst - radius - 1);

  if (isBlank) seedBlankCost();
  else seedBlockCost();
  if (!takeFromBefore(t, along, falling)) return false;
  for (let c = 0; c < tileColumns; c++) {
    if (c == tileColumns - 1 && !takeFromAfter(t, rising)) return false;
    const leavingHere = c == 0 ? zeros : leaving;
    const least = costAndTwoPaths(costBefore, entering, leavingHere, cost, verticalAt, sum, adds, true);
    store<i16>(smallest + 2 * c, i16x8.extract_lane_s(least, 0));
    if (c == 0) giveToBefore(t, rising);
    if (c == tileColumns - 1) giveToAfter(t, along, falling);

    if (tileFirst + c + radius < columns - 1) entering += columnBytes;
    if (tileFirst + c - radius > 0) leaving += columnBytes;
    costBefore = cost;
    cost += costStep;
    sum += sumsStep;
    verticalAt += bytes;
  }
  return true;
}

/** The rest of row t: the path back, winners, and where this tile is the last one the check of left against right. */
function finishRow(t: i32): bool {
  if (followsBack) {
    if (!takeBack(t, back)) return false;
    const smallest = smallestOfRow(t);
    const costs = costsOfRow(t);
    const firstSum = sumsOfRow(t);
    for (let c = tileEnd - tileFirst - 1; c >= 0; c--) {
      const least = oneMorePath(costs + c * costStep, back, firstSum + c * sumsStep);
      store<i16>(smallest + 2 * c, i16x8.extract_lane_s(least, 0));
    }
    giveBack(t, back);
  }
  if (!awaitTurnToChoose(t)) return false;
  const y = isUpward ? height - 1 - t : rowOrigin + t;
  chooseWinners(y, sumsOfRow(t), smallestOfRow(t));
  checkRow(y);
  finishTurnToChoose(t);
  return true;
}
