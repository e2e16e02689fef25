import { excess, guards, lanesOf, saturate, smallerOf } from './lanes';
import { highs, leftLine, lows, makeLines, rightLine, values } from './lines';
import { channels, columns, disparities, firstX, lineBytes, minDisparity, pixels, radius, runBytes, width } from './settings';

/**
 * Sums, over the block's width, of the costs of single pixels of image row y.
 *
 * @param sums      i16, receives a row
 * @param addsFirst 1: a sum that slides adds what enters before it subtracts what leaves; 0: the other way round
 */
export function sumRow(y: i32, sums: usize, addsFirst: i32): void {
  for (let quantity = 0; quantity < 2 * channels; quantity++) {
    makeLines(quantity, y);
    addMismatches(quantity);
  }
  sumFirst(sums);
  if (addsFirst) slide(sums, true);
  else slide(sums, false);
}

/**
 * Birchfield and Tomasi's dissimilarity of a left value u and right values v with ranges [lo, hi]:
 * min( max(u − hi_v, lo_v − u, 0), max(v − hi_u, lo_u − v, 0) ). At most one of the two differences is positive, so
 * that their sum is their maximum. Differences of intensities count a quarter.
 */
function addMismatches(quantity: i32): void {
  const guard = guards;
  const isIntensity = quantity >= channels;
  const shift: u64 = isIntensity ? 2 : 0;
  const kept: u64 = isIntensity ? 0x3fff_3fff_3fff_3fff : 0x7fff_7fff_7fff_7fff;
  const toLows = lineBytes;
  const toHighs = 2 * lineBytes;
  const run = runBytes;
  let cost = pixels;
  for (let column = 0; column < columns; column++) {
    const x = firstX + column;
    const u = lanesOf(load<u16>(leftLine(values) + 2 * x));
    const low = lanesOf(load<u16>(leftLine(lows) + 2 * x));
    const high = lanesOf(load<u16>(leftLine(highs) + 2 * x));
    let other = rightLine(values) + 2 * (width - 1 - x + minDisparity);
    const end = cost + run;
    if (ASC_FEATURE_SIMD) {
      const own = i64x2.splat(u);
      const ownLow = i64x2.splat(low);
      const ownHigh = i64x2.splat(high);
      for (; cost + 16 <= end; cost += 16, other += 16) {
        const v = v128.load(other);
        const toRight = i16x8.add(
          i16x8.sub_sat_u(own, v128.load(other + toHighs)),
          i16x8.sub_sat_u(v128.load(other + toLows), own),
        );
        const toLeft = i16x8.add(i16x8.sub_sat_u(v, ownHigh), i16x8.sub_sat_u(ownLow, v));
        const mismatch = i16x8.shr_u(i16x8.min_u(toRight, toLeft), <i32>shift);
        v128.store(cost, quantity == 0 ? mismatch : i16x8.add(v128.load(cost), mismatch));
      }
    }
    for (; cost < end; cost += 8, other += 8) {
      const v = load<u64>(other);
      const toRight = excess(u, load<u64>(other + toHighs), guard) + excess(load<u64>(other + toLows), u, guard);
      const toLeft = excess(v, high, guard) + excess(low, v, guard);
      const mismatch = (smallerOf(toRight, toLeft, guard) >> shift) & kept;
      store<u64>(cost, quantity == 0 ? mismatch : load<u64>(cost) + mismatch);
    }
  }
}

/** The first column: it repeats to the left, as the last one does to the right. */
function sumFirst(sums: usize): void {
  for (let d = 0; d < runBytes; d += 2) {
    let sum = saturate(<i32>load<u16>(pixels + d) * (radius + 1));
    for (let x = 1; x <= radius; x++) {
      sum = saturate(sum + <i32>load<u16>(pixels + min(x, columns - 1) * runBytes + d));
    }
    store<i16>(sums + d, <i16>sum);
  }
}

@inline
function slide(sums: usize, addsFirst: bool): void {
  const guard = guards;
  const run = runBytes;
  for (let x = 1; x < columns; x++) {
    let entering = pixels + min(x + radius, columns - 1) * run;
    let leaving = pixels + max(x - radius - 1, 0) * run;
    let sum = sums + x * run;
    const end = sum + run;
    if (ASC_FEATURE_SIMD) {
      for (; sum + 16 <= end; sum += 16, entering += 16, leaving += 16) {
        const before = v128.load(sum - run);
        const added = v128.load(entering);
        const removed = v128.load(leaving);
        const slid = addsFirst
          ? i16x8.sub_sat_s(i16x8.add_sat_s(before, added), removed)
          : i16x8.add_sat_s(i16x8.sub_sat_s(before, removed), added);
        v128.store(sum, slid);
      }
    }
    for (; sum < end; sum += 8, entering += 8, leaving += 8) {
      const before = load<u64>(sum - run);
      const added = load<u64>(entering);
      const removed = load<u64>(leaving);
      const wider = before + added;
      const slid = (before | guard) - removed + added;
      if (((before | wider) & guard) == 0 && (slid & guard) == guard) {
        store<u64>(sum, slid ^ guard);
      } else {
        slideOneByOne(sum, sum - run, entering, leaving, addsFirst);
      }
    }
  }
}

function slideOneByOne(sum: usize, before: usize, entering: usize, leaving: usize, addsFirst: bool): void {
  for (let lane: usize = 0; lane < 8; lane += 2) {
    const start = <i32>load<i16>(before + lane);
    const added = <i32>load<u16>(entering + lane);
    const removed = <i32>load<u16>(leaving + lane);
    const slid = addsFirst ? saturate(start + added) - removed : saturate(start - removed) + added;
    store<i16>(sum + lane, <i16>saturate(slid));
  }
}
