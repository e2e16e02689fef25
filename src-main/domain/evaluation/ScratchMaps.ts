/** More numbers than this are not kept for the next frame (64 MiB). */
const mostKept = 2 ** 23;

/**
 * The float64 maps of one frame at a time, kept for the next: fresh memory for each would cost about as much time as what
 * is computed in it.
 */
export class ScratchMaps {
  #maps: Float64Array<ArrayBuffer>[] = [];
  #taken = 0;

  /** Ends the frame before: its maps will be written over. */
  begin(): void {
    const kept = this.#maps.reduce((sum, map) => sum + map.length, 0);
    if (kept > mostKept) this.#maps = [];
    this.#taken = 0;
  }

  /** @returns a map of any content, the frame's until the next one begins. */
  take(length: number): Float64Array<ArrayBuffer> {
    const found = this.#maps[this.#taken];
    const map = found?.length === length ? found : new Float64Array(length);
    this.#maps[this.#taken] = map;
    this.#taken += 1;
    return map;
  }
}
