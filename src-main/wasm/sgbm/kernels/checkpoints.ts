import { opened, rowSlots, slots } from './handover';
import { slotBytes } from './paths';
import {
  checkpoint,
  falling,
  followsFour,
  rising,
  rowFirst,
  signalBase,
  tileBlock,
  tileEnd,
  tileFirst,
  vertical,
} from './settings';
import { raiseSignal } from './signals';

/**
 * A checkpoint holds what the next row of a sweep needs of the rows before: the paths that come from above, and the
 * border vectors that this tile has given to its neighbours. Restoring it lets a sweep be followed again from there.
 * Bytes: slot · (columns of the tile · (3, or 1 with two paths) + rowSlots).
 */
export function saveCheckpoint(): void {
  exchange(true);
}

/** To go on at rowFirst. All tiles of the sweep must have restored theirs before one of them does. */
export function restoreCheckpoint(): void {
  exchange(false);
  raiseSignal(tileBlock + opened, signalBase + rowFirst);
}

function exchange(saves: bool): void {
  const columnSlots = (tileEnd - tileFirst) * slotBytes();
  let at = checkpoint;
  at = copyPart(at, tileBlock + slots, rowSlots * slotBytes(), saves);
  at = copyPart(at, vertical, columnSlots, saves);
  if (!followsFour) return;
  at = copyPart(at, falling, columnSlots, saves);
  copyPart(at, rising, columnSlots, saves);
}

function copyPart(saved: usize, live: usize, bytes: i32, saves: bool): usize {
  if (saves) memory.copy(saved, live, bytes);
  else memory.copy(live, saved, bytes);
  return saved + bytes;
}
