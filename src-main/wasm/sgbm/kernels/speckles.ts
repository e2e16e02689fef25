import {
  band,
  bands,
  height,
  minDisparity,
  rowEnd,
  rowFirst,
  smoothedMap,
  speckleBands,
  speckleMaxArea,
  speckleMaxStep,
  speckleRuns,
  width,
} from './settings';

/**
 * Removes connected areas of at most speckleMaxArea pixels from smoothedMap. Neighbours belong together where their
 * disparities differ by at most speckleMaxStep. Rows are cut into runs of such neighbours; runs that touch those of the
 * row above are united (union-find), which visits every pixel twice whatever the areas' shapes.
 *
 * Three steps, so that every thread can take a band of rows: the runs of each band; then, on one thread, what touches
 * across the bands' borders; then the small areas' pixels in each band.
 *
 * Run i: first pixel and end (indices into the map), its parent run, and at a root the area's size. There are at most
 * width × height runs. A band that begins with row y numbers its runs from y · width on.
 */
const wordBytes: i32 = 4;

@inline
function firstOf(run: i32): usize {
  return speckleRuns + run * wordBytes;
}
@inline
function endOf(run: i32): usize {
  return speckleRuns + (width * height + run) * wordBytes;
}
@inline
function parentOf(run: i32): usize {
  return speckleRuns + (2 * width * height + run) * wordBytes;
}
@inline
function sizeOf(run: i32): usize {
  return speckleRuns + (3 * width * height + run) * wordBytes;
}
@inline
function sampleAt(index: i32): i32 {
  return <i32>load<i16>(smoothedMap + 2 * index);
}

/** The runs of a band: i32 first run, end of its first row's, first of its last row's, end. */
@inline
function bandAt(index: i32): usize {
  return speckleBands + index * 4 * wordBytes;
}

/** Finds the areas within the rows rowFirst … rowEnd − 1. */
export function findSpeckles(): void {
  const invalid = (minDisparity - 1) * 16;
  const first = rowFirst * width;
  let aboveFirst = first;
  let aboveEnd = first;
  store<i32>(bandAt(band), first);
  for (let y = rowFirst; y < rowEnd; y++) {
    const rowRuns = cutRow(y, aboveEnd, invalid);
    if (y > rowFirst) uniteWithAbove(aboveFirst, aboveEnd, aboveEnd, rowRuns);
    else store<i32>(bandAt(band), rowRuns, 4);
    aboveFirst = aboveEnd;
    aboveEnd = rowRuns;
  }
  store<i32>(bandAt(band), aboveFirst, 8);
  store<i32>(bandAt(band), aboveEnd, 12);
}

/** Unites the areas of all bands. */
export function joinSpeckles(): void {
  for (let i = 1; i < bands; i++) {
    const above = bandAt(i - 1);
    const here = bandAt(i);
    uniteWithAbove(load<i32>(above, 8), load<i32>(above, 12), load<i32>(here), load<i32>(here, 4));
  }
}

/** Makes the small areas of this band invalid. */
export function removeSpeckles(): void {
  const invalid = (minDisparity - 1) * 16;
  const runsEnd = load<i32>(bandAt(band), 12);
  for (let run = load<i32>(bandAt(band)); run < runsEnd; run++) {
    if (load<i32>(sizeOf(topOf(run))) > speckleMaxArea) continue;
    const end = load<i32>(endOf(run));
    for (let i = load<i32>(firstOf(run)); i < end; i++) store<i16>(smoothedMap + 2 * i, <i16>invalid);
  }
}

/** Cuts image row y into runs, numbered from `run`; returns the number after the last. */
function cutRow(y: i32, run: i32, invalid: i32): i32 {
  const rowEnd = (y + 1) * width;
  let i = y * width;
  while (i < rowEnd) {
    let sample = sampleAt(i);
    if (sample == invalid) {
      i++;
      continue;
    }
    const first = i++;
    while (i < rowEnd) {
      const next = sampleAt(i);
      if (next == invalid || abs(next - sample) > speckleMaxStep) break;
      sample = next;
      i++;
    }
    store<i32>(firstOf(run), first);
    store<i32>(endOf(run), i);
    store<i32>(parentOf(run), run);
    store<i32>(sizeOf(run), i - first);
    run++;
  }
  return run;
}

/** Unites the runs aboveFirst … aboveLast − 1 of one row with those of the next, hereFirst … hereLast − 1. */
function uniteWithAbove(aboveFirst: i32, aboveLast: i32, hereFirst: i32, hereLast: i32): void {
  let above = aboveFirst;
  let here = hereFirst;
  while (above < aboveLast && here < hereLast) {
    const aboveEnd = load<i32>(endOf(above)) + width;
    const hereEndAt = load<i32>(endOf(here));
    const from = max(load<i32>(firstOf(above)) + width, load<i32>(firstOf(here)));
    const end = min(aboveEnd, hereEndAt);
    if (from < end && touch(from, end)) unite(above, here);
    if (aboveEnd < hereEndAt) above++;
    else here++;
  }
}

/** Whether some pixel from `from` to before `end` belongs together with the one above it. */
function touch(from: i32, end: i32): bool {
  for (let i = from; i < end; i++) {
    if (abs(sampleAt(i) - sampleAt(i - width)) <= speckleMaxStep) return true;
  }
  return false;
}

function rootOf(run: i32): i32 {
  let parent = load<i32>(parentOf(run));
  while (parent != run) {
    const grand = load<i32>(parentOf(parent));
    store<i32>(parentOf(run), grand);
    run = parent;
    parent = grand;
  }
  return run;
}

/** The same without shortening the way there, which two threads must not do at once. */
@inline
function topOf(run: i32): i32 {
  let parent = load<i32>(parentOf(run));
  while (parent != run) {
    run = parent;
    parent = load<i32>(parentOf(run));
  }
  return run;
}

function unite(a: i32, b: i32): void {
  a = rootOf(a);
  b = rootOf(b);
  if (a == b) return;
  const size = load<i32>(sizeOf(a)) + load<i32>(sizeOf(b));
  const root = load<i32>(sizeOf(a)) < load<i32>(sizeOf(b)) ? b : a;
  store<i32>(parentOf(root == a ? b : a), root);
  store<i32>(sizeOf(root), size);
}
