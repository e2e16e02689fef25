const pageBytes = 65_536;
const maxPages = 65_536;
/** Memories above this size have room to spare, so that a similar frame finds room in the same one. */
const roomyBytes = 64 * 2 ** 20;

/**
 * The linear memory that all threads of a match share; nothing else reads or writes it from outside. Addresses are
 * handed out once and in order, all multiples of 64 (a cache line), and are never taken back: a frame's layout is
 * planned first, then the memory is made.
 */
export class Arena {
  readonly memory: WebAssembly.Memory;
  readonly bytes: number;

  constructor(plan: ArenaPlan) {
    const step = plan.bytes > roomyBytes ? roomyBytes / 4 : pageBytes;
    const pages = Math.min((Math.ceil(plan.bytes / step) * step) / pageBytes, maxPages);
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    this.bytes = pages * pageBytes;
  }

  writeBytes(address: number, bytes: Uint8Array): void {
    new Uint8Array(this.memory.buffer, address, bytes.length).set(bytes);
  }

  /** Eight bytes at a time, because V8 fills shared memory number by number; up to six bytes beyond the end too. */
  fillInt16(address: number, length: number, value: number): void {
    const four = BigInt.asUintN(16, BigInt(value)) * 0x0001_0001_0001_0001n;
    new BigUint64Array(this.memory.buffer, address, Math.ceil(length / 4)).fill(four);
  }

  /** A copy, so that the result outlives the memory and can be moved to another thread. */
  readInt16(address: number, length: number): Int16Array {
    return this.viewInt16(address, length).slice();
  }

  /** A live view of 16-bit numbers, for as long as nothing else runs. */
  viewInt16(address: number, length: number): Int16Array {
    return new Int16Array(this.memory.buffer, address, length);
  }

  /** A live view of 32-bit flags for Atomics. */
  flags(address: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, length);
  }

  fill(byte: number, address = 0, length = this.bytes - address): void {
    new Uint8Array(this.memory.buffer, address, length).fill(byte);
  }
}

/** Counts what a frame needs before the memory exists. */
export class ArenaPlan {
  #end = 64;

  /** The address of `bytes` bytes that nobody else gets; a multiple of 64. */
  reserve(bytes: number): number {
    const address = this.#end;
    this.#end = Math.ceil((address + bytes) / 64) * 64;
    return address;
  }

  get bytes(): number {
    return this.#end;
  }

  /** Whether a 32-bit memory can hold it. */
  get fits(): boolean {
    return this.#end <= maxPages * pageBytes;
  }
}
