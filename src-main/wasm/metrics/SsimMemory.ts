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
  readonly #memory: KernelMemory;
  readonly #firstSlot: number;
  readonly #side: number;

  constructor(memory: KernelMemory, width: number, radius: number) {
    memory.clear();
    this.#memory = memory;
    const reserve = (bytes: number): number => memory.reserve(bytes);
    this.#side = 2 * radius + 1;
    // Kernels read and write up to four values beyond a row's end.
    const rowBytes = Math.ceil(((width + 4) * 8) / 64) * 64;
    const columnBytes = Math.ceil(((width + 2 * radius + 4) * 8) / 64) * 64;
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
  }

  /** Where an image row is kept while windows need it. */
  slot(row: number): number {
    return this.#firstSlot + (row % this.#side) * quantities * this.addresses.rowBytes;
  }

  write(name: FloatRow, values: Float32Array | Float64Array): void {
    this.#memory.doubles(this.addresses[name], values.length).set(values);
  }

  /** Where the rows of a window lie, from top to bottom. */
  setWindowRows(addresses: readonly number[]): void {
    this.#memory.words(this.addresses.windowRows, this.#side).set(addresses);
  }

  /** Sum and number of the last row's similarities of pixels that count. */
  readTotals(): { readonly sum: number; readonly pixels: number } {
    const [a, b, m, n] = this.#memory.doubles(this.addresses.totals, 4);
    return { sum: a! + b!, pixels: m! + n! };
  }

  /** A view that the next row overwrites. */
  read(name: MapRow, length: number): Float32Array {
    return this.#memory.floats(this.addresses[name], length);
  }
}
