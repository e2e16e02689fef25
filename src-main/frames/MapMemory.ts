/** What is larger than this leaves nothing behind (64 MiB). */
const mostKept = 2 ** 26;

/**
 * Memory for the maps of one frame at a time and for one file, kept for the next: fresh memory for each would cost more time
 * than what is done in it. For whoever reads many maps and gives none of them away.
 */
export class MapMemory {
  #file = new Uint8Array();
  #maps: Float32Array[] = [];
  #taken = 0;

  /** Ends the frame before: its maps will be written over. */
  begin(): void {
    if (this.#maps.reduce((sum, { byteLength }) => sum + byteLength, 0) > mostKept) this.#maps = [];
    this.#taken = 0;
  }

  /** @returns so many bytes of any content, the caller's until the next file. */
  file(length: number): Uint8Array {
    if (length > mostKept) return new Uint8Array(length);
    if (length > this.#file.length) this.#file = new Uint8Array(length);
    return this.#file.subarray(0, length);
  }

  /** @returns a map of any content, the frame's. */
  map(length: number): Float32Array {
    const found = this.#maps[this.#taken];
    const map = found?.length === length ? found : new Float32Array(length);
    this.#maps[this.#taken] = map;
    this.#taken += 1;
    return map;
  }
}
