const pageBytes = 65_536;
/** Validity, x, y, x², y², xy: what is summed over a window. */
const quantities = 6;

type FloatRow = 'predictionRow' | 'truthRow' | 'weights';
type MapRow = 'similarityTarget' | 'coverageTarget';
type Scratch = 'windowRows' | 'columns' | 'pairSums' | 'totals';

/** The kernels' linear memory and its layout for frames of one width and window; nothing else touches that memory. */
export class SsimMemory {
  readonly memory: WebAssembly.Memory;
  /** By the names of the kernels' settings (kernels/settings.ts), with the two strides among them. */
  readonly addresses: Readonly<Record<FloatRow | MapRow | Scratch | 'rowBytes' | 'columnBytes', number>>;
  readonly #firstSlot: number;
  readonly #side: number;

  constructor(width: number, radius: number) {
    let end = 64;
    const reserve = (bytes: number): number => {
      const address = end;
      end += Math.ceil(bytes / 64) * 64;
      return address;
    };
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
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(end / pageBytes) });
  }

  /** Where an image row is kept while windows need it. */
  slot(row: number): number {
    return this.#firstSlot + (row % this.#side) * quantities * this.addresses.rowBytes;
  }

  write(name: FloatRow, values: Float32Array | Float64Array): void {
    new Float64Array(this.memory.buffer, this.addresses[name], values.length).set(values);
  }

  setWindowRow(k: number, address: number): void {
    new Uint32Array(this.memory.buffer, this.addresses.windowRows)[k] = address;
  }

  /** Sum and number of the last row's similarities of pixels that count. */
  readTotals(): { readonly sum: number; readonly pixels: number } {
    const [a, b, m, n] = new Float64Array(this.memory.buffer, this.addresses.totals, 4);
    return { sum: a! + b!, pixels: m! + n! };
  }

  /** A view that the next row overwrites. */
  read(name: MapRow, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, this.addresses[name], length);
  }
}
