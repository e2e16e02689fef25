/**
 * Connected areas of similar values, small ones removed (see domain/stereo/removeSpeckles.ts). Rows are cut into runs of
 * neighbours that belong together; runs that touch those of the row above are united (union-find). Every pixel is visited
 * twice whatever the areas' shapes. Missing values belong to nothing.
 *
 * Run i: first pixel and end (indices into the map), parent run, and at a root the area's size.
 */
const runBytes: i32 = 16;
const endAt: usize = 4;
const parentAt: usize = 8;
const sizeAt: usize = 12;

/**
 * @param values  f32 × width × height, NaN = missing; removed values become NaN
 * @param runs    16 bytes × width × height
 */
export function removeSpeckles(
  values: usize,
  width: i32,
  height: i32,
  maxArea: i32,
  maxStep: f64,
  runs: usize,
): void {
  let above = runs;
  let here = runs;
  for (let y = 0; y < height; y++) {
    const next = cutRow(values, y * width, width, maxStep, here);
    if (y > 0) uniteRows(values, width, maxStep, above, here, next);
    above = here;
    here = next;
  }
  for (let run = runs; run < here; run += runBytes) {
    if (load<i32>(rootOf(run), sizeAt) > maxArea) continue;
    const end = load<i32>(run, endAt);
    for (let i = load<i32>(run); i < end; i++) store<f32>(values + 4 * i, NaN);
  }
}

/** Whether two values belong together; never where one is missing. */
@inline
function belong(a: f32, b: f32, maxStep: f64): bool {
  return abs(<f64>a - <f64>b) <= maxStep;
}

/** Cuts the row that begins with pixel `first` into runs, the first of which is written to `run`; returns their end. */
function cutRow(values: usize, first: i32, width: i32, maxStep: f64, run: usize): usize {
  const rowEnd = first + width;
  let i = first;
  while (i < rowEnd) {
    let value = load<f32>(values + 4 * i);
    const start = i++;
    if (isNaN(value)) continue;
    while (i < rowEnd) {
      const next = load<f32>(values + 4 * i);
      if (!belong(next, value, maxStep)) break;
      value = next;
      i++;
    }
    store<i32>(run, start);
    store<i32>(run, i, endAt);
    store<usize>(run, run, parentAt);
    store<i32>(run, i - start, sizeAt);
    run += runBytes;
  }
  return run;
}

/** Unites the runs of one row, above … here, with those of the next, here … end, where they touch. */
function uniteRows(values: usize, width: i32, maxStep: f64, above: usize, here: usize, end: usize): void {
  const aboveEnd = here;
  while (above < aboveEnd && here < end) {
    const upperEnd = load<i32>(above, endAt) + width;
    const lowerEnd = load<i32>(here, endAt);
    const from = max(load<i32>(above) + width, load<i32>(here));
    if (touch(values, width, maxStep, from, min(upperEnd, lowerEnd))) unite(above, here);
    if (upperEnd < lowerEnd) above += runBytes;
    else here += runBytes;
  }
}

/** Whether some pixel from `from` to before `end` belongs together with the one above it. */
@inline
function touch(values: usize, width: i32, maxStep: f64, from: i32, end: i32): bool {
  for (let i = from; i < end; i++) {
    if (belong(load<f32>(values + 4 * i), load<f32>(values + 4 * (i - width)), maxStep)) return true;
  }
  return false;
}

function rootOf(run: usize): usize {
  let parent = load<usize>(run, parentAt);
  while (parent != run) {
    const grand = load<usize>(parent, parentAt);
    store<usize>(run, grand, parentAt);
    run = parent;
    parent = grand;
  }
  return run;
}

function unite(a: usize, b: usize): void {
  a = rootOf(a);
  b = rootOf(b);
  if (a == b) return;
  const size = load<i32>(a, sizeAt) + load<i32>(b, sizeAt);
  const root = load<i32>(a, sizeAt) < load<i32>(b, sizeAt) ? b : a;
  store<usize>(root == a ? b : a, root, parentAt);
  store<i32>(root, size, sizeAt);
}
