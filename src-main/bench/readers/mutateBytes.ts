/** What a hostile header would say: nothing, one, the largest of each width, just above and below. */
const extremes = [0, 1, 2, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
const extremeWords = [
  '0',
  '-1',
  '1e308',
  'NaN',
  '4294967296',
  '9007199254740993',
  '99999999999999999999',
  '',
  '0x10',
];
const mostChanges = 4;

type Change = (
  bytes: Uint8Array<ArrayBuffer>,
  random: () => number,
  others: readonly Uint8Array[],
) => Uint8Array<ArrayBuffer>;

/**
 * A damaged copy: one to four of flipped bits, foreign bytes, cut ends, removed, doubled and exchanged pieces, pieces of
 * other files, and extreme numbers in binary and in text. The first 256 bytes, where headers are, are hit more often.
 */
export function mutateBytes(
  bytes: Uint8Array,
  random: () => number,
  others: readonly Uint8Array[],
): Uint8Array {
  let mutated = new Uint8Array(bytes);
  for (let left = 1 + Math.floor(random() * mostChanges); left > 0; left--) {
    mutated = changes[Math.floor(random() * changes.length)]!(mutated, random, others);
  }
  return mutated;
}

const changes: readonly Change[] = [
  function flipBit(bytes, random) {
    if (bytes.length > 0) bytes[place(bytes, random)]! ^= 1 << Math.floor(random() * 8);
    return bytes;
  },
  function setByte(bytes, random) {
    if (bytes.length > 0) bytes[place(bytes, random)] = Math.floor(random() * 256);
    return bytes;
  },
  function writeExtreme(bytes, random) {
    const size = [1, 2, 4, 8][Math.floor(random() * 4)]!;
    const at = place(bytes, random);
    if (at + size > bytes.length) return bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, size);
    const value = extremes[Math.floor(random() * extremes.length)]!;
    const isLittleEndian = random() < 0.5;
    if (size === 1) view.setUint8(0, value);
    else if (size === 2) view.setUint16(0, value, isLittleEndian);
    else if (size === 4) view.setUint32(0, value, isLittleEndian);
    else view.setBigUint64(0, BigInt(value) << (random() < 0.5 ? 0n : 32n), isLittleEndian);
    return bytes;
  },
  function replaceNumber(bytes, random) {
    const text = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
    const numbers = [...text.matchAll(/-?\d+(\.\d+)?/g)];
    const chosen = numbers[Math.floor(random() ** 2 * numbers.length)];
    if (!chosen) return bytes;
    const word = Buffer.from(extremeWords[Math.floor(random() * extremeWords.length)]!, 'latin1');
    return joined(bytes.subarray(0, chosen.index), word, bytes.subarray(chosen.index + chosen[0].length));
  },
  function truncate(bytes, random) {
    return bytes.slice(0, Math.floor(random() * (bytes.length + 1)));
  },
  function removePiece(bytes, random) {
    const [from, to] = piece(bytes, random);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  function doublePiece(bytes, random) {
    const [from, to] = piece(bytes, random);
    return joined(bytes.subarray(0, to), bytes.subarray(from));
  },
  function exchangePieces(bytes, random) {
    const [from, to] = piece(bytes, random);
    return joined(bytes.subarray(from, to), bytes.subarray(0, from), bytes.subarray(to));
  },
  function takePiece(bytes, random, others) {
    const other = others[Math.floor(random() * others.length)] ?? bytes;
    const [from, to] = piece(other, random);
    const at = place(bytes, random);
    return joined(
      bytes.subarray(0, at),
      other.subarray(from, to),
      bytes.subarray(at + (random() < 0.5 ? to - from : 0)),
    );
  },
  function takeTail(bytes, random, others) {
    const other = others[Math.floor(random() * others.length)] ?? bytes;
    const at = place(bytes, random);
    return joined(bytes.subarray(0, at), other.subarray(Math.min(other.length, at)));
  },
];

function place(bytes: Uint8Array, random: () => number): number {
  const within = random() < 0.6 ? Math.min(256, bytes.length) : bytes.length;
  return Math.floor(random() * within);
}

function piece(bytes: Uint8Array, random: () => number): readonly [from: number, to: number] {
  const from = place(bytes, random);
  return [from, Math.min(bytes.length, from + 1 + Math.floor(random() * 64))];
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
