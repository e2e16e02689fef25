import { compileKernels } from './compileKernels.ts';

const pageBytes = 65_536;
/** A memory that has grown beyond this is given back after the call that needed it. */
const keptBytes = 256 * 2 ** 20;

/** What the kernels export for whoever works on a KernelMemory; addresses are in bytes. See kernels/. */
export interface KernelExports {
  addSurvey(count: number, truth: number, prediction: number, sums: number): void;
  writeDepth(count: number, disparity: number, constant: number, doffs: number, target: number): void;
  addDistances(distances: number, count: number, sums: number): void;
  buildCloud(
    depth: number,
    otherDepth: number,
    leavesTarget: number,
    levelTable: number,
    levelCount: number,
  ): void;
  findNearest(from: number, to: number, levelTable: number, distances: number): void;
  openClouds(w: number, h: number, f: number, cx: number, cy: number): void;
  addDepth(count: number, truth: number, prediction: number, inside: number, sums: number): void;
  addDisparity(
    count: number,
    truth: number,
    prediction: number,
    inside: number,
    sums: number,
    errors: number,
  ): number;
  addCompared(
    count: number,
    truth: number,
    prediction: number,
    filled: number,
    inside: number,
    sums: number,
  ): void;
  addKnown(count: number, values: number, inside: number, sums: number): void;
  addSimilar(
    count: number,
    truth: number,
    prediction: number,
    similarity: number,
    inside: number,
    sums: number,
  ): void;
  selectRanks(
    values: number,
    count: number,
    ranks: number,
    rankCount: number,
    found: number,
    histogram: number,
    gathered: number,
  ): void;
  compactPairs(
    count: number,
    first: number,
    second: number,
    firstTarget: number,
    secondTarget: number,
  ): number;
  sumDeviations(values: number, count: number, centre: number): number;
  sumGradients(values: number, width: number, height: number, step: number, sums: number): void;
  sumProducts(p: number, g: number, count: number, meanP: number, meanG: number, sums: number): void;
  sumSmallest(values: number, count: number, wanted: number, largest: number): number;
  sumValues(values: number, count: number): number;
  writeDifference(count: number, p: number, g: number, scale: number, shift: number, target: number): number;
  writeResiduals(
    p: number,
    g: number,
    count: number,
    centreP: number,
    spreadP: number,
    centreG: number,
    spreadG: number,
    target: number,
  ): number;
  countNeighbours(values: number, width: number, height: number): number;
  tallyPairs(
    p: number,
    g: number,
    width: number,
    height: number,
    axis: number,
    step: number,
    thresholds: number,
    tallies: number,
    predicted: number,
    truth: number,
  ): void;
  writeInverse(count: number, depth: number, otherDepth: number, target: number): void;
  addAngles(count: number, angles: number, inside: number, target: number, sums: number): void;
  writeAngles(
    truth: number,
    prediction: number,
    width: number,
    height: number,
    f: number,
    cx: number,
    cy: number,
    target: number,
  ): void;
  blur(
    values: number,
    width: number,
    height: number,
    weights: number,
    radius: number,
    padded: number,
    target: number,
  ): void;
  divideBy(count: number, values: number, weight: number): void;
  follow(width: number, height: number, kept: number, high: number, edges: number, stack: number): void;
  sobel(values: number, width: number, height: number, across: number, down: number, size: number): void;
  thin(
    width: number,
    height: number,
    valid: number,
    across: number,
    down: number,
    size: number,
    low: number,
    kept: number,
  ): void;
  writeStretched(count: number, values: number, validity: number, target: number): void;
  writeValidity(count: number, first: number, second: number, numbers: number, bytes: number): void;
  gatherRanked(
    count: number,
    truth: number,
    prediction: number,
    uncertainty: number,
    relative: number,
    squared: number,
    wrong: number,
    pairs: number,
  ): number;
  sortPairs(pairs: number, other: number, count: number, starts: number): number;
  sortRoughly(values: number, other: number, count: number, starts: number): void;
  sumLastOf(
    values: number,
    pairs: number,
    count: number,
    bounds: number,
    boundCount: number,
    sums: number,
  ): void;
  sumSmallestOf(values: number, count: number, bounds: number, boundCount: number, sums: number): void;
}

/**
 * The kernels with a memory that one call at a time lays out for itself: it begins with `clear`, reserves everything it
 * needs, and only then looks at it, because growth detaches views. One thread has one.
 */
export class KernelMemory {
  #memory = new WebAssembly.Memory({ initial: 1 });
  #exports = instantiate(this.#memory);
  #end = 0;

  get exports(): KernelExports {
    return this.#exports;
  }

  /** Forgets what the last call reserved. */
  clear(): void {
    this.#end = 64;
    if (this.#memory.buffer.byteLength <= keptBytes) return;
    this.#memory = new WebAssembly.Memory({ initial: 1 });
    this.#exports = instantiate(this.#memory);
  }

  /** @returns the address, a multiple of 64, of so many bytes of any content. */
  reserve(bytes: number): number {
    const address = this.#end;
    this.#end += Math.ceil(bytes / 64) * 64;
    const lacking = this.#end - this.#memory.buffer.byteLength;
    if (lacking > 0) this.#memory.grow(Math.ceil(lacking / pageBytes));
    return address;
  }

  /** Reserves room for a map and two values more, and puts it there. @returns its address */
  place(map: Float64Array): number {
    const address = this.reserve(8 * (map.length + 2));
    this.doubles(address, map.length).set(map);
    return address;
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, length);
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }

  words(address: number, length: number): Uint32Array {
    return new Uint32Array(this.#memory.buffer, address, length);
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, address, length);
  }
}

function instantiate(memory: WebAssembly.Memory): KernelExports {
  return new WebAssembly.Instance(compileKernels(), { env: { memory } }).exports as unknown as KernelExports;
}
