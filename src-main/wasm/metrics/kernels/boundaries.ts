import { finiteLanes } from './lanes';

/** Depths below this are raised to it before they are inverted, m. */
const leastDepth: f64 = 1e-6;
const thresholdCount: i32 = 10;
const levels: i32 = thresholdCount + 1;
const tallyBytes: usize = levels * levels * 4;
/** Neighbours whose depths differ by more than this factor lie on either side of an occlusion. */
const occlusion: f64 = 1.1;

/** Writes the inverse of a depth where both maps have one, NaN elsewhere. An odd map has room for one more. */
export function writeInverse(count: i32, depth: usize, otherDepth: usize, target: usize): void {
  for (let i: i32 = 0; i < count; i += 2) {
    const z = v128.load(depth + 8 * i);
    const valid = finiteLanes(f64x2.sub(z, v128.load(otherDepth + 8 * i)));
    const rho = f64x2.div(f64x2.splat(1), f64x2.pmax(z, f64x2.splat(leastDepth)));
    v128.store(target + 8 * i, v128.bitselect(rho, f64x2.splat(NaN), valid));
  }
}

/** Neighbours along rows and columns that both have a value. */
export function countNeighbours(values: usize, width: i32, height: i32): i32 {
  let count: i32 = 0;
  for (let y: i32 = 0; y < height; y++) {
    const row = values + 8 * y * width;
    let before: i32 = 0;
    for (let x: i32 = 0; x < width; x++) {
      const value = load<f64>(row + 8 * x), below = y + 1 < height ? load<f64>(row + 8 * (x + width)) : NaN;
      const known = <i32>(value - value == 0);
      count += known & before;
      count += known & <i32>(below - below == 0);
      before = known;
    }
  }
  return count;
}

/**
 * Counts the pairs of neighbours along an axis by how many thresholds prediction (column) and ground truth (row) exceed,
 * and marks the nearer pixel of an occlusion.
 *
 * @param p, g        inverse depths; NaN = none.
 * @param axis        0: along rows, 1: down columns.
 * @param step        from a pixel to its neighbour: 1, or the width.
 * @param thresholds  f64, ascending.
 * @param tallies     u32, 11 × 11 towards larger indices and then as many back; added to.
 * @param predicted, truth  u8 marks of occlusion edges.
 */
export function tallyPairs(
  p: usize,
  g: usize,
  width: i32,
  height: i32,
  axis: i32,
  step: i32,
  thresholds: usize,
  tallies: usize,
  predicted: usize,
  truth: usize,
): void {
  const acrossPairs = axis == 0 ? width - 1 : width, downPairs = axis == 0 ? height : height - 1;
  const least = f64x2.splat(load<f64>(thresholds));
  let plain: u32 = 0;
  for (let y: i32 = 0; y < downPairs; y++) {
    const end = y * width + acrossPairs;
    for (let i = y * width; i < end; i += 2) {
      const pa = v128.load(p + 8 * i), pb = v128.load(p + 8 * (i + step));
      const ga = v128.load(g + 8 * i), gb = v128.load(g + 8 * (i + step));
      let valid = f64x2.eq(f64x2.add(pa, pb), f64x2.add(pa, pb));
      if (i + 1 == end) valid = i64x2.replace_lane(valid, 1, 0);
      if (!v128.any_true(valid)) continue;
      const pForth = f64x2.div(pb, pa), pBack = f64x2.div(pa, pb);
      const gForth = f64x2.div(gb, ga), gBack = f64x2.div(ga, gb);
      const most = f64x2.pmax(f64x2.pmax(pForth, pBack), f64x2.pmax(gForth, gBack));
      if (!v128.any_true(v128.and(valid, f64x2.gt(most, least)))) {
        plain -= <u32>(i64x2.extract_lane(valid, 0) + i64x2.extract_lane(valid, 1));
        continue;
      }
      if (i64x2.extract_lane(valid, 0)) {
        tally(f64x2.extract_lane(gForth, 0), f64x2.extract_lane(pForth, 0), thresholds, tallies);
        tally(f64x2.extract_lane(gBack, 0), f64x2.extract_lane(pBack, 0), thresholds, tallies + tallyBytes);
        mark(f64x2.extract_lane(pForth, 0), f64x2.extract_lane(pBack, 0), predicted + i, step);
        mark(f64x2.extract_lane(gForth, 0), f64x2.extract_lane(gBack, 0), truth + i, step);
      }
      if (i64x2.extract_lane(valid, 1)) {
        tally(f64x2.extract_lane(gForth, 1), f64x2.extract_lane(pForth, 1), thresholds, tallies);
        tally(f64x2.extract_lane(gBack, 1), f64x2.extract_lane(pBack, 1), thresholds, tallies + tallyBytes);
        mark(f64x2.extract_lane(pForth, 1), f64x2.extract_lane(pBack, 1), predicted + i + 1, step);
        mark(f64x2.extract_lane(gForth, 1), f64x2.extract_lane(gBack, 1), truth + i + 1, step);
      }
    }
  }
  store<u32>(tallies, load<u32>(tallies) + plain);
  store<u32>(tallies + tallyBytes, load<u32>(tallies + tallyBytes) + plain);
}

@inline
function tally(truth: f64, predicted: f64, thresholds: usize, target: usize): void {
  const entry = target + 4 * (exceeded(truth, thresholds) * levels + exceeded(predicted, thresholds));
  store<u32>(entry, load<u32>(entry) + 1);
}

function exceeded(ratio: f64, thresholds: usize): i32 {
  let k: i32 = 0;
  while (k < thresholdCount && ratio > load<f64>(thresholds + 8 * k)) k++;
  return k;
}

@inline
function mark(forth: f64, back: f64, at: usize, step: i32): void {
  if (forth > occlusion) store<u8>(at + step, 1);
  else if (back > occlusion) store<u8>(at, 1);
}
