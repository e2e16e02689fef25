const clear = 256;
const end = 257;
const mostBits = 12;
const tableSize = 1 << mostBits;

/**
 * TIFF's LZW: codes of 9 to 12 bits, most significant bit first, one code earlier than GIF's.
 * @param mostBytes  more is not unpacked; fewer come where the codes end before
 * Throws where a code means nothing.
 * Source: TIFF 6.0, section 13.
 */
export function unpackLzw(packed: Uint8Array, mostBytes: number): Uint8Array {
  const unpacked = new Uint8Array(mostBytes);
  // An entry is where its bytes were first written, and how many they are.
  const startOf = new Uint32Array(tableSize);
  const lengthOf = new Uint16Array(tableSize);
  let entries = end + 1;
  let width = 9;
  let to = 0;
  let previousAt = -1;
  let previousLength = 0;
  let bits = 0;
  let held = 0;
  for (let from = 0; to < mostBytes;) {
    while (held < width && from < packed.length) {
      bits = ((bits << 8) | packed[from++]!) & 0xff_ffff;
      held += 8;
    }
    if (held < width) break;
    const code = (bits >>> (held - width)) & ((1 << width) - 1);
    held -= width;
    if (code === end) break;
    if (code === clear) {
      entries = end + 1;
      width = 9;
      previousAt = -1;
      continue;
    }
    const isNew = code === entries && previousAt >= 0;
    if (code > entries || (code === entries && !isNew)) throw new Error(`LZW code ${code} of ${entries}`);
    const at = to;
    if (code < clear) unpacked[to++] = code;
    else {
      const from0 = isNew ? previousAt : startOf[code]!;
      const length = isNew ? previousLength + 1 : lengthOf[code]!;
      // Byte by byte: a new entry's last byte is its own first.
      for (let i = 0; i < length && to < mostBytes; i++, to++) {
        unpacked[to] = isNew && i === previousLength ? unpacked[at]! : unpacked[from0 + i]!;
      }
    }
    if (previousAt >= 0 && entries < tableSize) {
      startOf[entries] = previousAt;
      lengthOf[entries] = previousLength + 1;
      entries += 1;
      if (entries >= (1 << width) - 1 && width < mostBits) width += 1;
    }
    previousAt = at;
    previousLength = to - at;
  }
  return unpacked.subarray(0, to);
}
