const pageBytes = 65_536;
const lineBytes = 64;

/**
 * Lays out the memory of one piece of work: everything is reserved first, then the memory is made, and it goes with the
 * work. A module's kernels are instantiated on it.
 */
export class MemoryLayout {
  #end = 0;

  /** @returns the address, a multiple of 64, of so many bytes; 64 more after them may be read and written. */
  reserve(bytes: number): number {
    const address = this.#end;
    this.#end = (Math.ceil(bytes / lineBytes) + 1) * lineBytes + address;
    return address;
  }

  /** What has been reserved so far. */
  get bytes(): number {
    return this.#end;
  }

  /** @returns a memory of zeros. */
  allocate(): WebAssembly.Memory {
    return new WebAssembly.Memory({ initial: Math.ceil(this.#end / pageBytes) });
  }
}
