import type { ScopeSums, SumScope } from '#domain/evaluation/scopeSums.ts';
import type { ScoredFrame, ValuePair } from '#domain/evaluation/scopeMetrics.ts';
import type { DepthSums } from '#domain/metrics/depthSums.ts';
import { type DisparitySums, errorShares } from '#domain/metrics/disparitySums.ts';
import type { KernelMemory } from './KernelMemory.ts';
import { reserveSelection, selectQuantilesAt } from './selectQuantilesAt.ts';

/** Pixels that pass through the kernels at a time: they stay in the cache. */
const chunkPixels = 8192;
const sumSlots = 16;

type Pixels = Float64Array | Float32Array | Uint8Array;
type SumName = 'known' | 'compared' | 'similar' | 'disparity' | 'depth';

/**
 * The sums of domain/evaluation/scopeSums by WebAssembly SIMD: the same terms, added in another order. A frame passes
 * through in whole rows; only the errors of disparity are kept, for their quantiles.
 */
export function scopeKernel(memory: KernelMemory): SumScope {
  return (frame, inside) => {
    memory.clear();
    const pass = new ScopePass(memory, frame, inside);
    for (let row = 0; row < frame.height; row += pass.rowsAtOnce) pass.addRows(row);
    return pass.result();
  };
}

class ScopePass {
  readonly rowsAtOnce: number;
  readonly #memory: KernelMemory;
  readonly #frame: ScoredFrame;
  readonly #inside: Uint8Array | null;
  /** Null also where depth is made of the disparities as they pass through. */
  readonly #depth: ValuePair | null;
  readonly #made: readonly [truth: number, prediction: number];
  /** Where the stretch of each map lies that passes through now. */
  readonly #places = new Map<Pixels, number>();
  readonly #sums: Readonly<Record<SumName, number>>;
  readonly #errors: number;
  #errorsEnd: number;
  /** A view of the first of the sums. */
  readonly #known: Float64Array;
  readonly #scratch: ReturnType<typeof reserveSelection>;

  constructor(memory: KernelMemory, frame: ScoredFrame, inside: Uint8Array | null) {
    const { width, height, compared, similar, disparity, depthOfDisparity, filled, ssimMap } = frame;
    this.#memory = memory;
    this.#frame = frame;
    this.#inside = inside;
    this.rowsAtOnce = Math.max(1, Math.floor(chunkPixels / width));
    this.#depth = depthOfDisparity === null ? frame.depth : null;
    const pairs = [compared, similar, disparity, this.#depth].filter((pair) => pair !== null);
    const maps = [
      ...pairs.flatMap(({ groundTruth, prediction }) => [groundTruth, prediction]),
      filled,
      inside,
    ];
    for (const map of [...maps, ssimMap]) {
      if (map !== null && !this.#places.has(map)) {
        this.#places.set(map, memory.reserve((this.rowsAtOnce * width + 2) * map.BYTES_PER_ELEMENT));
      }
    }
    const made = () => memory.reserve(depthOfDisparity === null ? 0 : 8 * (this.rowsAtOnce * width + 2));
    this.#made = [made(), made()];
    const sums = () => memory.reserve(8 * sumSlots);
    this.#sums = { known: sums(), compared: sums(), similar: sums(), disparity: sums(), depth: sums() };
    const errors = disparity === null ? 0 : width * height + 2;
    this.#errors = memory.reserve(8 * errors);
    this.#errorsEnd = this.#errors;
    this.#scratch = reserveSelection(memory, errors);
    for (const address of Object.values(this.#sums)) memory.doubles(address, sumSlots).fill(0);
    this.#known = memory.doubles(this.#sums.known, 1);
  }

  /** Rows without ground truth inside, as a laser scanner leaves the sky, add nothing to any sum. */
  addRows(row: number): void {
    const { width, height, compared, similar, disparity, filled } = this.#frame;
    const rows = Math.min(this.rowsAtOnce, height - row);
    const count = rows * width;
    const { exports } = this.#memory;
    const [inside, sums] = [this.#placeOf(this.#inside), this.#sums];
    const [truth, prediction] = this.#pairOf(compared);
    const first: readonly (Pixels | null)[] = [compared.groundTruth, this.#inside];
    for (const map of first) if (map !== null) this.#load(map, this.#placeOf(map), row * width, count);
    const known = this.#known[0];
    exports.addKnown(count, truth, inside, sums.known);
    if (this.#known[0] === known) return;
    for (const [map, address] of this.#places) {
      if (!first.includes(map)) this.#load(map, address, row * width, count);
    }
    exports.addCompared(count, ...this.#pairOf(similar), this.#placeOf(filled), inside, sums.compared);
    const depth = this.#depthPair(count, [truth, prediction]);
    if (depth !== null) exports.addDepth(count, ...depth, inside, sums.depth);
    if (disparity !== null) {
      const pair = this.#pairOf(disparity);
      this.#errorsEnd = exports.addDisparity(count, ...pair, inside, sums.disparity, this.#errorsEnd);
    }
    for (let y = 0; y < rows; y += 1) this.#addSimilarRow(row + y, y * width, [truth, prediction]);
  }

  #depthPair(count: number, compared: readonly [number, number]): readonly [number, number] | null {
    const { depthOfDisparity } = this.#frame;
    if (depthOfDisparity === null) return this.#depth && this.#pairOf(this.#depth);
    const { constant, doffsPx } = depthOfDisparity;
    compared.forEach((disparities, k) => {
      this.#memory.exports.writeDepth(count, disparities, constant, doffsPx, this.#made[k]!);
    });
    return this.#made;
  }

  #addSimilarRow(y: number, from: number, [truth, prediction]: readonly [number, number]): void {
    const { width, height, ssimMap, ssimWindowPx } = this.#frame;
    const border = (ssimWindowPx - 1) / 2;
    if (ssimMap === null || y < border || y >= height - border) return;
    const first = from + border;
    this.#memory.exports.addSimilar(
      width - 2 * border,
      ...([truth + 8 * first, prediction + 8 * first] as const),
      this.#placeOf(ssimMap) + 4 * first,
      this.#inside === null ? 0 : this.#placeOf(this.#inside) + first,
      this.#sums.similar,
    );
  }

  /** With a pixel of NaN behind, because kernels take two at a time. */
  #load(map: Pixels, address: number, from: number, count: number): void {
    const part = map.subarray(from, from + count);
    if (map instanceof Uint8Array) this.#memory.bytes(address, count).set(part);
    else if (map instanceof Float32Array) this.#memory.floats(address, count).set(part);
    else {
      const place = this.#memory.doubles(address, count + 1);
      place.set(part);
      place[count] = NaN;
    }
  }

  #placeOf(map: Pixels | null): number {
    return map === null ? 0 : this.#places.get(map)!;
  }

  #pairOf({ groundTruth, prediction }: ValuePair): readonly [truth: number, prediction: number] {
    return [this.#placeOf(groundTruth), this.#placeOf(prediction)];
  }

  result(): ScopeSums {
    const { disparity, depthOfDisparity, ssimMap } = this.#frame;
    const hasDepth = this.#depth !== null || depthOfDisparity !== null;
    const read = (name: SumName) => this.#memory.doubles(this.#sums[name], sumSlots);
    const [known, compared, similar] = [read('known'), read('compared'), read('similar')];
    return {
      known: known[0]!,
      compared: { n: compared[0]!, square: compared[1]!, predicted: compared[2]! },
      similar: ssimMap && { sum: similar[0]!, pixels: similar[1]!, possible: similar[2]! },
      disparity: disparity && this.#disparity(read('disparity')),
      depth: hasDepth ? depthSums(read('depth')) : null,
    };
  }

  #disparity(sums: Float64Array): DisparitySums {
    const [n, missing, absolute, square, d1, ...above] = sums.subarray(0, 11);
    const quantiles = selectQuantilesAt(this.#memory, this.#scratch, [this.#errors, n!], errorShares);
    return { n: n!, missing: missing!, absolute: absolute!, square: square!, d1: d1!, above, quantiles };
  }
}

const depthNames = [
  ...(['n', 'absolute', 'square', 'absoluteRelative', 'squareRelative', 'relativeSquare'] as const),
  ...(['positive', 'log', 'logAbsolute', 'logSquare', 'inverseAbsolute', 'inverseSquare'] as const),
  ...(['within1', 'within2', 'within3'] as const),
];

function depthSums(sums: Float64Array): DepthSums {
  return Object.fromEntries(depthNames.map((name, k) => [name, sums[k]!])) as unknown as DepthSums;
}
