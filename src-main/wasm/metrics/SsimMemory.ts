import type { KernelMemory } from './KernelMemory.ts';

/** Validity, x, y, x², y², xy: what is summed over a window. */
const quantities = 6;

type FloatRow = 'predictionRow' | 'truthRow' | 'weights';
type MapRow = 'similarityTarget' | 'coverageTarget';
type Scratch = 'windowRows' | 'columns' | 'pairSums' | 'totals';

/** How SSIM lays out the kernels' memory for a frame of one width and window. */
export class SsimMemory {
  /** By the names of the kernels' settings (kernels/settings.ts), with the two strides among them. */
  readonly addresses: Readonly<Record<FloatRow | MapRow | Scratch | 'rowBytes' | 'columnBytes', number>>;
  /** Views of all that the host reads and writes; a new one per row would cost more than what is in it. */
  readonly #doubles: Readonly<Record<FloatRow | 'totals', Float64Array>>;
  readonly #maps: Readonly<Record<MapRow, Float32Array>>;
  readonly #windowRows: Uint32Array;
  readonly #firstSlot: number;
  readonly #side: number;

  constructor(memory: KernelMemory, width: number, radius: number) {
    memory.clear();
    const reserve = (bytes: number): number => memory.reserve(bytes);
    this.#side = 2 * radius + 1;
    // Kernels read and write up to eight values beyond a row's end.
    const rowBytes = Math.ceil(((width + 8) * 8) / 64) * 64;
    const columnBytes = Math.ceil(((width + 2 * radius + 8) * 8) / 64) * 64;
    this.addresses = {
      predictionRow: reserve(rowBytes),
      truthRow: reserve(rowBytes),
      weights: reserve(this.#side * 8),
      windowRows: reserve(this.#side * 4),
      similarityTarget: reserve(rowBytes),
      coverageTarget: reserve(rowBytes),
      pairSums: reserve(2 * quantities * 16),
      totals: reserve(32),
      columns: reserve(quantities * columnBytes),
      rowBytes,
      columnBytes,
    };
    this.#firstSlot = reserve(this.#side * quantities * rowBytes);
    const { predictionRow, truthRow, weights, totals, similarityTarget, coverageTarget } = this.addresses;
    this.#doubles = {
      predictionRow: memory.doubles(predictionRow, width),
      truthRow: memory.doubles(truthRow, width),
      weights: memory.doubles(weights, this.#side),
      totals: memory.doubles(totals, 4),
    };
    this.#maps = {
      similarityTarget: memory.floats(similarityTarget, width),
      coverageTarget: memory.floats(coverageTarget, width),
    };
    this.#windowRows = memory.words(this.addresses.windowRows, this.#side);
  }

  /** Where an image row is kept while windows need it. */
  slot(row: number): number {
    return this.#firstSlot + (row % this.#side) * quantities * this.addresses.rowBytes;
  }

  write(name: FloatRow, values: Float32Array | Float64Array): void {
    this.#doubles[name].set(values);
  }

  /** Where the rows of a window lie, from top to bottom. */
  setWindowRows(addresses: readonly number[]): void {
    this.#windowRows.set(addresses);
  }

  /** Sum and number of the last row's similarities of pixels that count. */
  readTotals(): { readonly sum: number; readonly pixels: number } {
    const { totals } = this.#doubles;
    return { sum: totals[0]! + totals[1]!, pixels: totals[2]! + totals[3]! };
  }

  /** A view that the next row overwrites. */
  read(name: MapRow): Float32Array {
    return this.#maps[name];
  }
}
