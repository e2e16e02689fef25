import { guards, saturate } from './lanes';
import { columns, runBytes } from './settings';

/** Adds `weight` times a row of sums to a row of block costs, both i16: the first image row of a sweep. */
export function addToCosts(costs: usize, sums: usize, weight: i32): void {
  const bytes = columns * runBytes;
  for (let at = 0; at < bytes; at += 2) {
    const weighted = saturate(<i32>load<i16>(sums + at) * weight);
    store<i16>(costs + at, <i16>saturate(<i32>load<i16>(costs + at) + weighted));
  }
}

/**
 * Block costs of a row from those of the row above: plus the sums that enter the block, less those that leave it.
 *
 * @param costs       i16, receives a row; may be `above`
 * @param addedFirst  so many columns add before they subtract, the others afterwards
 */
export function slideCosts(costs: usize, above: usize, entering: usize, leaving: usize, addedFirst: i32): void {
  const guard = guards;
  const bytes = columns * runBytes;
  const turn = addedFirst * runBytes;
  let at = 0;
  if (ASC_FEATURE_SIMD) at = slideVectors(costs, above, entering, leaving, turn, bytes);
  for (; at < bytes; at += 8) {
    const before = load<u64>(above + at);
    const added = load<u64>(entering + at);
    const removed = load<u64>(leaving + at);
    const wider = before + added;
    const slid = (wider | guard) - removed;
    if (((before | added | removed | wider) & guard) == 0 && (slid & guard) == guard) {
      store<u64>(costs + at, slid ^ guard);
    } else {
      slideOneByOne(costs + at, above + at, entering + at, leaving + at, at < turn);
    }
  }
}

/** As many as fill vectors, on either side of `turn`; returns where it ended. */
function slideVectors(costs: usize, above: usize, entering: usize, leaving: usize, turn: i32, bytes: i32): i32 {
  if ((turn & 15) != 0) return 0;
  let at = 0;
  for (; at + 16 <= bytes; at += 16) {
    const before = v128.load(above + at);
    const added = v128.load(entering + at);
    const removed = v128.load(leaving + at);
    const slid = at < turn
      ? i16x8.sub_sat_s(i16x8.add_sat_s(before, added), removed)
      : i16x8.add_sat_s(i16x8.sub_sat_s(before, removed), added);
    v128.store(costs + at, slid);
  }
  return at;
}

function slideOneByOne(cost: usize, above: usize, entering: usize, leaving: usize, addsFirst: bool): void {
  for (let lane: usize = 0; lane < 8; lane += 2) {
    const before = <i32>load<i16>(above + lane);
    const added = <i32>load<i16>(entering + lane);
    const removed = <i32>load<i16>(leaving + lane);
    const slid = addsFirst ? saturate(before + added) - removed : saturate(before - removed) + added;
    store<i16>(cost + lane, <i16>saturate(slid));
  }
}
