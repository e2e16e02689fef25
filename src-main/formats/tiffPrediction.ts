import { StudioError } from '#domain/errors.ts';

interface Prediction {
  /** 1 = none, 2 = differences of neighbours, 3 = differences of bytes, apart by significance. */
  readonly predictor: number;
  readonly rowBytes: number;
  readonly bits: number;
  readonly isLittleEndian: boolean;
}

/**
 * Puts the numbers back in place of their differences, row by row, within the block.
 * @throws Unsupported for another predictor, or one that does not go with the samples
 * Source: TIFF 6.0, section 14; Adobe Photoshop TIFF Technical Note 3.
 */
export function undoPrediction(block: Uint8Array, prediction: Prediction, file: string): void {
  const { predictor, rowBytes, bits, isLittleEndian } = prediction;
  if (predictor === 1) return;
  // Of big-endian files with predictor 3 there is no reference: libtiff does not read back what it writes.
  const fits = predictor === 2 ? bits >= 8 : predictor === 3 && bits >= 16 && isLittleEndian;
  if (!fits) {
    throw new StudioError(
      'Unsupported',
      `${file}: a ${isLittleEndian ? 'little' : 'big'}-endian TIFF of ${bits} bits with predictor ${predictor} is not read`,
      {
        file,
        expected: 'predictor 1 or 2, or 3 for little-endian floating point',
        found: predictor,
      },
    );
  }
  for (let at = 0; at + rowBytes <= block.length; at += rowBytes) {
    const row = block.subarray(at, at + rowBytes);
    if (predictor === 2) sumNeighbours(row, prediction);
    else joinBytes(row, prediction);
  }
}

function sumNeighbours(row: Uint8Array, { bits, isLittleEndian }: Prediction): void {
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  const size = bits / 8;
  for (let at = size; at + size <= row.length; at += size) {
    if (size === 1) row[at]! += row[at - 1]!;
    else if (size === 2) {
      view.setUint16(
        at,
        view.getUint16(at, isLittleEndian) + view.getUint16(at - 2, isLittleEndian),
        isLittleEndian,
      );
    } else if (size === 4) {
      view.setUint32(
        at,
        view.getUint32(at, isLittleEndian) + view.getUint32(at - 4, isLittleEndian),
        isLittleEndian,
      );
    } else {
      const sum = view.getBigUint64(at, isLittleEndian) + view.getBigUint64(at - 8, isLittleEndian);
      view.setBigUint64(at, sum, isLittleEndian);
    }
  }
}

/** The row holds all most significant bytes first, then all next ones; each byte is the difference to the one before. */
function joinBytes(row: Uint8Array, { bits }: Prediction): void {
  for (let i = 1; i < row.length; i++) row[i]! += row[i - 1]!;
  const apart = row.slice();
  const size = bits / 8;
  const columns = row.length / size;
  for (let x = 0; x < columns; x++) {
    for (let byte = 0; byte < size; byte++) {
      row[x * size + size - 1 - byte] = apart[byte * columns + x]!;
    }
  }
}
