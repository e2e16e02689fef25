const metered = [
  'ArrayBuffer',
  'Uint8Array',
  'Int8Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
] as const;

/**
 * Counts the bytes that JavaScript asks for by length, `new Float32Array(n)` and its kin, by standing in for the global
 * constructors. Copies (`slice`), views and what libraries take outside of JavaScript are not seen.
 *
 * A single claim above `mostBytes` throws instead, before memory is asked for.
 */
export class AllocationMeter {
  /** Since the last reset. */
  bytes = 0;
  readonly #originals = new Map<string, unknown>();
  readonly #mostBytes: number;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
    const scope = globalThis as Record<string, unknown>;
    for (const name of metered) {
      const original = scope[name] as NewableFunction & { readonly BYTES_PER_ELEMENT?: number };
      this.#originals.set(name, original);
      scope[name] = new Proxy(original, {
        construct: (target, parameters: unknown[], newTarget) => {
          const [length] = parameters;
          if (typeof length === 'number') this.#count(length * (original.BYTES_PER_ELEMENT ?? 1), name);
          const made = newTarget === scope[name] ? target : newTarget;
          return Reflect.construct(target, parameters, made) as object;
        },
      });
    }
  }

  /** Puts the constructors back. */
  dispose(): void {
    for (const [name, original] of this.#originals) (globalThis as Record<string, unknown>)[name] = original;
  }

  #count(bytes: number, name: string): void {
    if (bytes > this.#mostBytes) throw new Error(`${name} of ${bytes} bytes, beyond ${this.#mostBytes}`);
    this.bytes += bytes > 0 ? bytes : 0;
  }
}
