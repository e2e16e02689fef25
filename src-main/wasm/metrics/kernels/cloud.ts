/**
 * Nearest points of a cloud that was seen in a picture, by a pyramid of picture cells with the boxes of their points
 * (domain/metrics/PointPyramid.ts is the readable twin). Addresses are byte offsets, multiples of 16; the layout is decided
 * in ../CloudMemory.ts.
 *
 * A leaf holds the points of 4 × 4 pixels: 16 x, then 16 y, then 16 z (f64); absent points lie far out. A group holds
 * the boxes of the 2 × 2 cells below a cell: for each of x, y, z four lower and then four upper bounds (f64); an absent
 * cell's box is empty, from +∞ to −∞.
 */

/** Of leaves, row-major, and how many stand in a row. */
export let leaves: usize = 0;
export let leafColumns: i32 = 0;
/** u32 pairs per level, from the lowest cells that have cells below them: address of the groups, cells in a row. */
export let levels: usize = 0;
export let topLevel: i32 = 0;
/** f64 triples x, y, z; and u32, the leaf where the search may well begin. */
export let queries: usize = 0;
export let guesses: usize = 0;
/** f64, the answers. */
export let distances: usize = 0;

const leafPoints: i32 = 16;
const leafBytes: i32 = leafPoints * 3 * 8;
const groupBytes: i32 = 24 * 8;

let best: f64 = 0;
let lastLeaf: i32 = 0;
let x: v128 = f64x2.splat(0);
let y: v128 = f64x2.splat(0);
let z: v128 = f64x2.splat(0);

/** Distance from each of `count` queries to the nearest point; infinite where the cloud is empty. */
export function findNearest(count: i32): void {
  for (let i: i32 = 0; i < count; i++) {
    const query = queries + i * 24;
    x = v128.load64_splat(query);
    y = v128.load64_splat(query, 8);
    z = v128.load64_splat(query, 16);
    best = f64.MAX_VALUE;
    const guess = load<u32>(guesses + 4 * i);
    searchLeaf(lastLeaf);
    if (guess != lastLeaf) searchLeaf(guess);
    descend(topLevel, 0, 0);
    store<f64>(distances + 8 * i, best > 1e200 ? Infinity : sqrt(best));
  }
}

/** The nearest of the four cells below first, so that the others need not be entered. */
function descend(level: i32, column: i32, row: i32): void {
  if (level < 0) {
    searchLeaf(row * leafColumns + column);
    return;
  }
  const entry = levels + 8 * level;
  const group = <usize>load<u32>(entry) + (row * load<u32>(entry, 4) + column) * groupBytes;
  const upper = squaredToBoxes(group), lower = squaredToBoxes(group + 16);
  let a = f64x2.extract_lane(upper, 0), b = f64x2.extract_lane(upper, 1);
  let c = f64x2.extract_lane(lower, 0), d = f64x2.extract_lane(lower, 1);
  for (let turn: i32 = 0; turn < 4; turn++) {
    const nearest = min(min(a, b), min(c, d));
    if (nearest >= best) return;
    if (nearest == a) {
      a = Infinity;
      descend(level - 1, 2 * column, 2 * row);
    } else if (nearest == b) {
      b = Infinity;
      descend(level - 1, 2 * column + 1, 2 * row);
    } else if (nearest == c) {
      c = Infinity;
      descend(level - 1, 2 * column, 2 * row + 1);
    } else {
      d = Infinity;
      descend(level - 1, 2 * column + 1, 2 * row + 1);
    }
  }
}

/** To two of the group's boxes. */
@inline
function squaredToBoxes(group: usize): v128 {
  const dx = beyond(x, group), dy = beyond(y, group + 64), dz = beyond(z, group + 128);
  return f64x2.add(f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy)), f64x2.mul(dz, dz));
}

@inline
function beyond(value: v128, bounds: usize): v128 {
  const below = f64x2.sub(v128.load(bounds), value), above = f64x2.sub(value, v128.load(bounds, 32));
  return f64x2.pmax(f64x2.pmax(f64x2.splat(0), below), above);
}

function searchLeaf(leaf: i32): void {
  const points = leaves + leaf * leafBytes;
  let nearest = f64x2.splat(best);
  for (let o: i32 = 0; o < leafPoints * 8; o += 16) {
    const dx = f64x2.sub(v128.load(points + o), x);
    const dy = f64x2.sub(v128.load(points + o, leafPoints * 8), y);
    const dz = f64x2.sub(v128.load(points + o, leafPoints * 16), z);
    const squared = f64x2.add(f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy)), f64x2.mul(dz, dz));
    nearest = f64x2.pmin(nearest, squared);
  }
  const least = min(f64x2.extract_lane(nearest, 0), f64x2.extract_lane(nearest, 1));
  if (least >= best) return;
  best = least;
  lastLeaf = leaf;
}
