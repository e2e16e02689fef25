/** Whitespace-separated words at the head of a binary file, as PGM, PPM and PFM have them. */
export interface HeaderTokens {
  /** At most as many as asked for; fewer where the bytes end. */
  readonly tokens: readonly string[];
  /** Index of the byte after the last token. */
  readonly end: number;
}

/** Reads up to `count` words. A `#` at the start of a word begins a comment that ends with its line. */
export function readHeaderTokens(bytes: Uint8Array, count: number): HeaderTokens {
  const tokens: string[] = [];
  let at = 0;
  while (tokens.length < count && at < bytes.length) {
    if (isSpace(bytes[at]!)) {
      at++;
    } else if (bytes[at] === 0x23) {
      while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
    } else {
      const start = at;
      while (at < bytes.length && !isSpace(bytes[at]!)) at++;
      // A longer word is no number: binary data without a header must not become a huge string.
      tokens.push(String.fromCharCode(...bytes.subarray(start, Math.min(at, start + 40))));
    }
  }
  return { tokens, end: at };
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
