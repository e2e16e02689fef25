import { compileKernels } from './compileKernels.ts';

const pageBytes = 65_536;
/** A memory that has grown beyond this is given back after the call that needed it. */
const keptBytes = 256 * 2 ** 20;

/** What the kernels export for whoever works on a KernelMemory; addresses are in bytes. See kernels/. */
export interface KernelExports {
  addKnown(count: number, values: number, inside: number, sums: number): void;
  addCompared(
    count: number,
    truth: number,
    prediction: number,
    filled: number,
    inside: number,
    sums: number,
  ): void;
  addSimilar(
    count: number,
    truth: number,
    prediction: number,
    similarity: number,
    inside: number,
    sums: number,
  ): void;
  addDepth(count: number, truth: number, prediction: number, inside: number, sums: number): void;
  addDisparity(
    count: number,
    truth: number,
    prediction: number,
    inside: number,
    sums: number,
    errors: number,
  ): number;
  selectRanks(
    values: number,
    count: number,
    ranks: number,
    rankCount: number,
    found: number,
    histogram: number,
    gathered: number,
  ): void;
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
