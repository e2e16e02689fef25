/*
 * Nearest neighbours between the point clouds of two depth maps, pixels near each other being points near each other
 * (domain/metrics/PointPyramid.ts is the readable twin). A cloud lies in leaves of 4 × 4 pixels (x, then y, then
 * z of 16 points, f64) and in a pyramid above them: a group holds the boxes of four cells that are neighbours (from x,
 * until x, from y, …: four f64 each). Level 0 of the groups has the boxes of leaves.
 */

/** Of both maps, and their camera. */
let width: i32 = 0, height: i32 = 0;
let columns: i32 = 0, rows: i32 = 0;
let focal: f64 = 1, centreX: f64 = 0, centreY: f64 = 0;
/** How many pixels along a row or a column a distance may span, times the depth it is seen at. */
let reachX: f64 = 0, reachY: f64 = 0;

/** The cloud that is searched. */
let leaves: usize = 0, levels: usize = 0;
/** The point for which the nearest one is sought, in both lanes, and the square of the least distance so far. */
let x: v128 = f64x2.splat(0), y: v128 = f64x2.splat(0), z: v128 = f64x2.splat(0);
let best: f64 = 0;
/** Where the last one was found, and the leaf that has been searched already. */
let lastLeaf: i32 = 0, ownLeaf: i32 = 0;

const cellPx: i32 = 4;
const leafPoints: i32 = 16;
const leafBytes: i32 = leafPoints * 3 * 8;
const groupBytes: i32 = 24 * 8;
/** Of the table of levels: address of the groups, groups in a row, rows of groups. */
const levelBytes: i32 = 16;
/** Where an absent point lies: farther than any, and its square is a number. */
const farOut: f64 = 1e140;

export function openClouds(w: i32, h: i32, f: f64, cx: f64, cy: f64): void {
  width = w;
  height = h;
  columns = (w + cellPx - 1) / cellPx;
  rows = (h + cellPx - 1) / cellPx;
  focal = f;
  centreX = cx;
  centreY = cy;
  // The points of a column of pixels lie in a plane through the camera; so far is a point from it at least.
  const sideX = max(abs(cx), abs(<f64>w - 1 - cx)), sideY = max(abs(cy), abs(<f64>h - 1 - cy));
  reachX = sqrt(f * f + sideX * sideX);
  reachY = sqrt(f * f + sideY * sideY);
}

/**
 * Writes the cloud of the pixels that have a depth in both maps.
 * @param levelTable  see levelBytes, from the boxes of leaves up to a single group; written by the host.
 */
export function buildCloud(
  depth: usize,
  otherDepth: usize,
  leavesTarget: usize,
  levelTable: usize,
  levelCount: i32,
): void {
  for (let level: i32 = 0; level < levelCount; level++) emptyBoxes(levelTable + level * levelBytes);
  for (let row: i32 = 0; row < rows; row++) {
    for (let column: i32 = 0; column < columns; column++) {
      const leaf = leavesTarget + (row * columns + column) * leafBytes;
      fillLeaf(leaf, column, row, depth, otherDepth);
      const box = boxOf(levelTable, column, row);
      for (let axis: i32 = 0; axis < 3; axis++) boundLeaf(leaf + axis * leafPoints * 8, box + axis * 64);
    }
  }
  for (let level: i32 = 1; level < levelCount; level++) {
    const below = levelTable + (level - 1) * levelBytes;
    const groups = <usize>load<u32>(below), across = <i32>load<u32>(below, 4), down = <i32>load<u32>(below, 8);
    for (let row: i32 = 0; row < down; row++) {
      for (let column: i32 = 0; column < across; column++) {
        const group = groups + (row * across + column) * groupBytes;
        const box = boxOf(below + levelBytes, column, row);
        for (let axis: i32 = 0; axis < 3; axis++) boundGroup(group + axis * 64, box + axis * 64);
      }
    }
  }
}

function emptyBoxes(entry: usize): void {
  const groups = <usize>load<u32>(entry), count = load<u32>(entry, 4) * load<u32>(entry, 8);
  for (let i: u32 = 0; i < count * 3; i++) {
    const at = groups + i * 64;
    v128.store(at, f64x2.splat(Infinity));
    v128.store(at, f64x2.splat(Infinity), 16);
    v128.store(at, f64x2.splat(-Infinity), 32);
    v128.store(at, f64x2.splat(-Infinity), 48);
  }
}

/** Where the box of a cell begins in the level above it. */
@inline
function boxOf(entry: usize, column: i32, row: i32): usize {
  const group = <usize>load<u32>(entry) + ((row >> 1) * load<u32>(entry, 4) + (column >> 1)) * groupBytes;
  return group + 16 * (row & 1) + 8 * (column & 1);
}

function fillLeaf(leaf: usize, column: i32, row: i32, depth: usize, otherDepth: usize): void {
  for (let k: i32 = 0; k < leafPoints; k++) {
    const u = column * cellPx + (k & 3), v = row * cellPx + (k >> 2);
    const at = leaf + 8 * k;
    store<f64>(at, farOut);
    store<f64>(at, farOut, leafPoints * 8);
    store<f64>(at, farOut, leafPoints * 16);
    if (u >= width || v >= height) continue;
    const pixel = 8 * (v * width + u);
    const Z = load<f64>(depth + pixel), difference = Z - load<f64>(otherDepth + pixel);
    if (difference - difference != 0) continue;
    store<f64>(at, ((<f64>u - centreX) * Z) / focal);
    store<f64>(at, ((<f64>v - centreY) * Z) / focal, leafPoints * 8);
    store<f64>(at, Z, leafPoints * 16);
  }
}

@inline
function boundLeaf(values: usize, box: usize): void {
  let from = f64x2.splat(Infinity), until = f64x2.splat(-Infinity);
  for (let o: i32 = 0; o < leafPoints * 8; o += 16) {
    const value = v128.load(values + o);
    const absent = f64x2.eq(value, f64x2.splat(farOut));
    from = f64x2.pmin(from, value);
    until = f64x2.pmax(until, v128.bitselect(until, value, absent));
  }
  const least = min(f64x2.extract_lane(from, 0), f64x2.extract_lane(from, 1));
  store<f64>(box, least == farOut ? Infinity : least);
  store<f64>(box, max(f64x2.extract_lane(until, 0), f64x2.extract_lane(until, 1)), 32);
}

@inline
function boundGroup(bounds: usize, box: usize): void {
  const from = f64x2.pmin(v128.load(bounds), v128.load(bounds, 16));
  const until = f64x2.pmax(v128.load(bounds, 32), v128.load(bounds, 48));
  store<f64>(box, min(f64x2.extract_lane(from, 0), f64x2.extract_lane(from, 1)));
  store<f64>(box, max(f64x2.extract_lane(until, 0), f64x2.extract_lane(until, 1)), 32);
}

/**
 * Distance from every point of a cloud to the nearest of another.
 * @param from       leaves of the points.
 * @param to, levelTable  the other cloud.
 * @param distances  f64 per pixel; NaN where there is no point.
 */
export function findNearest(from: usize, to: usize, levelTable: usize, distances: usize): void {
  leaves = to;
  levels = levelTable;
  lastLeaf = 0;
  for (let row: i32 = 0; row < rows; row++) {
    for (let column: i32 = 0; column < columns; column++) {
      ownLeaf = row * columns + column;
      const points = from + ownLeaf * leafBytes;
      for (let k: i32 = 0; k < leafPoints; k++) {
        const u = column * cellPx + (k & 3), v = row * cellPx + (k >> 2);
        if (u >= width || v >= height) continue;
        const target = distances + 8 * (v * width + u);
        const at = points + 8 * k;
        if (load<f64>(at) == farOut) {
          store<f64>(target, NaN);
          continue;
        }
        x = v128.load64_splat(at);
        y = v128.load64_splat(at, leafPoints * 8);
        z = v128.load64_splat(at, leafPoints * 16);
        store<f64>(target, sqrt(searchAround(u, v)));
      }
    }
  }
}

/** Square of the distance from x, y, z, which is seen at a pixel, to the nearest point. */
function searchAround(u: i32, v: i32): f64 {
  best = f64.MAX_VALUE;
  const guess = lastLeaf;
  searchLeaf(ownLeaf);
  if (guess != ownLeaf && best > 0) searchLeaf(guess);
  // Nearer points are seen at pixels so near. Rounding must not lose one.
  const span = (1.000001 * sqrt(best)) / abs(f64x2.extract_lane(z, 0));
  const left = cellAt(<f64>u - span * reachX - 0.001, columns), right = cellAt(<f64>u + span * reachX + 0.001, columns);
  const top = cellAt(<f64>v - span * reachY - 0.001, rows), bottom = cellAt(<f64>v + span * reachY + 0.001, rows);
  if (left == right && top == bottom) return best;
  let level: i32 = 0;
  while ((right >> level) - (left >> level) > 1 || (bottom >> level) - (top >> level) > 1) level++;
  for (let row = top >> level; row <= bottom >> level; row++) {
    for (let column = left >> level; column <= right >> level; column++) {
      if (level > 0) descend(level - 1, column, row);
      else if (squaredToBox(boxOf(levels, column, row)) < best) enterLeaf(row * columns + column);
    }
  }
  return best;
}

/** Of a grid with so many cells; NaN and what lies outside go to the ends, the latter to the nearer one. */
@inline
function cellAt(pixel: f64, count: i32): i32 {
  return <i32>max(min(floor(pixel / cellPx), <f64>(count - 1)), 0.0);
}

/** The nearest of the four cells below first, so that the others need not be entered. */
function descend(level: i32, column: i32, row: i32): void {
  if (level < 0) {
    enterLeaf(row * columns + column);
    return;
  }
  const entry = levels + levelBytes * level;
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

@inline
function squaredToBox(box: usize): f64 {
  const dx = beyondOne(f64x2.extract_lane(x, 0), box);
  const dy = beyondOne(f64x2.extract_lane(y, 0), box + 64);
  const dz = beyondOne(f64x2.extract_lane(z, 0), box + 128);
  return dx * dx + dy * dy + dz * dz;
}

@inline
function beyondOne(value: f64, bounds: usize): f64 {
  return max(max(load<f64>(bounds) - value, value - load<f64>(bounds, 32)), 0);
}

@inline
function enterLeaf(leaf: i32): void {
  if (leaf != ownLeaf) searchLeaf(leaf);
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

/** Adds to sums the finite distances (f64, in order), their number, and how many are below 0.05, 0.25 and 1. */
export function addDistances(distances: usize, count: i32, sums: usize): void {
  let n: i32 = 0, below5: i32 = 0, below25: i32 = 0, below100: i32 = 0;
  let sum: f64 = 0;
  for (let i: i32 = 0; i < count; i++) {
    const away = load<f64>(distances + 8 * i);
    if (away != away) continue;
    n += 1;
    sum += away;
    below5 += <i32>(away < 0.05);
    below25 += <i32>(away < 0.25);
    below100 += <i32>(away < 1);
  }
  store<f64>(sums, sum);
  store<f64>(sums, <f64>n, 8);
  store<f64>(sums, <f64>below5, 16);
  store<f64>(sums, <f64>below25, 24);
  store<f64>(sums, <f64>below100, 32);
}
