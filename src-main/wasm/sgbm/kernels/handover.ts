import { copySlot, clearSlot, slotBytes } from './paths';
import { backSlots, blockAfter, blockBefore, signalBase, tileBlock, winnersBefore } from './settings';
import { awaitSignal, raiseSignal } from './signals';

/**
 * What neighbouring tiles give each other: only the path costs at the border between them. A tile's block holds five
 * signals, each on a cache line of its own, counting rows that are done, and then rings of path slots for the rows that
 * may be under way:
 *
 *   passed   → after   `along` and `falling` at its last column      2 slots each, by row parity
 *   opened   → before  `rising` at its first column                  2 slots
 *   returned → before  `back` at its first column                    backSlots slots
 *   chosen   → the next tile to choose winners (no slots: the right picture's row is shared)
 *
 * Two slots suffice for the first three: a tile passes row t on only after its neighbour has opened row t − 1, which
 * that one does after it has read what was passed of rows t − 1 and t − 2. Rows are finished two rows later per tile to
 * their right; once all paths are followed, a tile finishes its last rows without waiting for the one before, which may
 * still be as many rows behind as its own lag and two more.
 */
const passed: usize = 0;
export const opened: usize = 64;
const returned: usize = 128;
const chosen: usize = 192;
export const slots: usize = 256;
/** Slots, from the first, that the next row needs: those of passed and opened. */
export const rowSlots: i32 = 6;

@inline
function slotOf(block: usize, index: i32): usize {
  return block + slots + index * slotBytes();
}

/** Before the first column: where the paths along the row and falling from the column before stand. */
export function takeFromBefore(t: i32, along: usize, falling: usize): bool {
  if (blockBefore == 0) {
    clearSlot(along);
    clearSlot(falling);
    return true;
  }
  if (!awaitSignal(blockBefore + passed, signalBase + t + 1)) return false;
  copySlot(along, slotOf(blockBefore, t & 1));
  if (t == 0) clearSlot(falling);
  else copySlot(falling, slotOf(blockBefore, 2 + ((t - 1) & 1)));
  return true;
}

/** After the first column. */
export function giveToBefore(t: i32, rising: usize): void {
  if (blockBefore == 0) return;
  copySlot(slotOf(tileBlock, 4 + (t & 1)), rising);
  raiseSignal(tileBlock + opened, signalBase + t + 1);
}

/** Before the last column: where the path rising from the column after stands. */
export function takeFromAfter(t: i32, rising: usize): bool {
  if (blockAfter == 0 || t == 0) {
    clearSlot(rising);
    return true;
  }
  if (!awaitSignal(blockAfter + opened, signalBase + t)) return false;
  copySlot(rising, slotOf(blockAfter, 4 + ((t - 1) & 1)));
  return true;
}

/** After the last column. */
export function giveToAfter(t: i32, along: usize, falling: usize): void {
  if (blockAfter == 0) return;
  copySlot(slotOf(tileBlock, t & 1), along);
  copySlot(slotOf(tileBlock, 2 + (t & 1)), falling);
  raiseSignal(tileBlock + passed, signalBase + t + 1);
}

/** Before the row's way back. */
export function takeBack(t: i32, back: usize): bool {
  if (blockAfter == 0) {
    clearSlot(back);
    return true;
  }
  if (!awaitSignal(blockAfter + returned, signalBase + t + 1)) return false;
  copySlot(back, slotOf(blockAfter, rowSlots + (t % backSlots)));
  return true;
}

export function giveBack(t: i32, back: usize): void {
  if (blockBefore == 0) return;
  copySlot(slotOf(tileBlock, rowSlots + (t % backSlots)), back);
  raiseSignal(tileBlock + returned, signalBase + t + 1);
}

/** Winners of a row are chosen from right to left, tile by tile. */
export function awaitTurnToChoose(t: i32): bool {
  return winnersBefore == 0 || awaitSignal(winnersBefore + chosen, signalBase + t + 1);
}

export function finishTurnToChoose(t: i32): void {
  raiseSignal(tileBlock + chosen, signalBase + t + 1);
}
