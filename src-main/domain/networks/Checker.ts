import { StudioError } from '../errors.ts';

/** A value of a manifest with the path that leads to it. Every check throws InvalidManifest with both. */
export class Checker {
  readonly found: unknown;
  readonly #file: string;
  readonly #path: string;

  constructor(found: unknown, file: string, path: string) {
    this.found = found;
    this.#file = file;
    this.#path = path;
  }

  /** The field of an object; a missing one is undefined and fails at its own check. */
  at(field: string): Checker {
    if (!isObject(this.found)) return this.#refuse('an object');
    const path = this.#path === '' ? field : `${this.#path}.${field}`;
    return new Checker(Object.hasOwn(this.found, field) ? this.found[field] : undefined, this.#file, path);
  }

  /** Exactly these fields. */
  keys(...known: readonly string[]): void {
    if (!isObject(this.found)) return this.#refuse('an object');
    const [stranger] = Object.keys(this.found).filter((key) => !known.includes(key));
    if (stranger !== undefined) this.at(stranger).#refuse(`one of the fields ${known.join(', ')}`);
    const [missing] = known.filter((key) => !Object.hasOwn(this.found as object, key));
    if (missing !== undefined) this.at(missing).#refuse('given');
  }

  each(check: (entry: Checker) => void, least = 0, most = Infinity): void {
    if (!Array.isArray(this.found)) return this.#refuse('a list');
    const { length } = this.found;
    if (length < least || length > most) {
      const range =
        least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
      this.#refuse(`a list of ${range} entries`);
    }
    this.found.forEach((entry, i) => check(new Checker(entry, this.#file, `${this.#path}[${i}]`)));
  }

  orNull(check: (value: Checker) => void): void {
    if (this.found !== null) check(this);
  }

  text(): void {
    if (typeof this.found !== 'string' || this.found.trim() === '') this.#refuse('a text');
  }

  matches(pattern: RegExp, inWords: string): void {
    if (typeof this.found !== 'string' || !pattern.test(this.found)) this.#refuse(inWords);
  }

  oneOf(choices: readonly (string | number)[]): void {
    if (!choices.includes(this.found as string)) this.#refuse(`one of ${choices.join(', ')}`);
  }

  flag(): void {
    if (typeof this.found !== 'boolean') this.#refuse('true or false');
  }

  number(least = -Infinity, most = Infinity): void {
    const isLegal = typeof this.found === 'number' && this.found >= least && this.found <= most;
    if (!isLegal || !Number.isFinite(this.found)) this.#refuse(`a number${rangeInWords(least, most)}`);
  }

  integer(least: number, most = Infinity): void {
    this.number(least, most);
    if (!Number.isSafeInteger(this.found)) this.#refuse(`a whole number${rangeInWords(least, most)}`);
  }

  #refuse(expected: string): never {
    const [file, field] = [this.#file, this.#path === '' ? 'the manifest' : this.#path];
    const found = this.found === undefined ? 'nothing' : (JSON.stringify(this.found) ?? typeof this.found);
    const shown = found.length > 80 ? `${found.slice(0, 79)}…` : found;
    throw new StudioError('InvalidManifest', `${file}: ${field} must be ${expected}; found ${shown}`, {
      file,
      field,
      expected,
      found: shown,
    });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rangeInWords(least: number, most: number): string {
  if (least === Number.MIN_VALUE) return ' above 0';
  if (most !== Infinity) return ` from ${least} to ${most}`;
  return least === -Infinity ? '' : ` of at least ${least}`;
}
