import { StudioError } from '../errors.ts';
import type { Mask } from '../rasters/Raster.ts';

/**
 * COCO's run-length code of a mask: lengths of runs of equal pixels, **column by column** (down each column, then the
 * next), beginning with a run of zeros (length 0 where the first pixel is set). The compressed form is a string: every
 * length, from the fourth on as the difference to the length two before, in groups of 5 bits, lowest first, bit 6 set
 * while more follow, the last group's sign extended, plus 48 as an ASCII character.
 * Source: cocodataset/cocoapi, common/maskApi.h, and its published golden strings (see the test).
 */

/** @returns run lengths; their sum is width × height. */
export function runLengthsOf(mask: Mask): number[] {
  const { width, height, data } = mask;
  const counts: number[] = [];
  let inside = 0;
  let length = 0;
  for (let x = 0; x < width; x++) {
    for (let index = x; index < data.length; index += width) {
      const value = data[index] === 0 ? 0 : 1;
      if (value !== inside) {
        counts.push(length);
        inside = value;
        length = 0;
      }
      length++;
    }
  }
  counts.push(length);
  return height === 0 ? [0] : counts;
}

/**
 * @param counts run lengths, non-negative integers.
 * @throws BadRequest where they do not add up to width × height.
 */
export function maskFromRunLengths(counts: readonly number[], width: number, height: number): Mask {
  checkRunLengths(counts, width * height);
  const data = new Uint8Array(width * height);
  let position = 0;
  for (const [run, length] of counts.entries()) {
    const end = position + length;
    if (run % 2 === 1) {
      for (; position < end; position++) {
        data[(position % height) * width + Math.floor(position / height)] = 1;
      }
    }
    position = end;
  }
  return { width, height, data };
}

/** The compressed string of run lengths. */
export function compressRunLengths(counts: readonly number[]): string {
  let text = '';
  for (const [index, count] of counts.entries()) {
    let rest = index > 2 ? count - counts[index - 2]! : count;
    let more = true;
    while (more) {
      const group = rest & 0x1f;
      rest >>= 5;
      more = (group & 0x10) === 0 ? rest !== 0 : rest !== -1;
      text += String.fromCharCode((more ? group | 0x20 : group) + 48);
    }
  }
  return text;
}

/** The run lengths of a compressed string. @throws BadRequest (a character outside the code, a truncated or negative length) */
export function expandRunLengths(text: string): number[] {
  const counts: number[] = [];
  let position = 0;
  while (position < text.length) {
    let value = 0;
    let bits = 0;
    let group: number;
    do {
      group = text.charCodeAt(position) - 48;
      if (!(group >= 0 && group < 64) || bits > 25) {
        throw new StudioError('BadRequest', `run-length string is not legal at character ${position}`, {
          found: text.slice(position, position + 8),
          position,
        });
      }
      value |= (group & 0x1f) << bits;
      bits += 5;
      position++;
    } while ((group & 0x20) !== 0);
    if ((group & 0x10) !== 0 && bits < 32) value |= -1 << bits;
    counts.push(counts.length > 2 ? value + counts[counts.length - 2]! : value);
  }
  checkRunLengths(counts);
  return counts;
}

/** The compressed string of a mask; what a brush shape stores. */
export function countsOfMask(mask: Mask): string {
  return compressRunLengths(runLengthsOf(mask));
}

/** The mask of a compressed string. @throws BadRequest where it is not legal or of another size. */
export function maskFromCounts(counts: string, width: number, height: number): Mask {
  return maskFromRunLengths(expandRunLengths(counts), width, height);
}

/** @throws BadRequest where a length is no count, or they do not add up to the given number of pixels. */
export function checkRunLengths(counts: readonly unknown[], pixels?: number): asserts counts is number[] {
  let sum = 0;
  for (const count of counts) {
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) {
      const found = String(count);
      throw new StudioError('BadRequest', `run length ${found} is not a count of pixels`, { found });
    }
    sum += count;
  }
  if (pixels !== undefined && sum !== pixels) {
    throw new StudioError('BadRequest', `run lengths cover ${sum} pixels, the picture has ${pixels}`, {
      expected: pixels,
      found: sum,
    });
  }
}
