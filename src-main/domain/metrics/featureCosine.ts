import { StudioError } from '../errors.ts';
import { scored, type Scored } from './Scored.ts';

/** Patch tokens of one picture: [1, prefix + columns · rows, channels], row by row from the top left. */
export interface PatchTokens {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

export interface PatchGrid {
  readonly columns: number;
  readonly rows: number;
  /** Tokens before those of the patches. */
  readonly prefixTokens: number;
}

/**
 * The mean cosine between the tokens of two pictures, over patches of which at least half of the pixels are valid in both
 * maps. Stands on the pixels of those patches.
 *
 * @param valid  width × height of the maps, which the grid divides into equal parts; 1 = valid in both.
 * @throws BadModel where the tokens are not of that grid.
 */
export function featureCosine(
  [a, b]: readonly [PatchTokens, PatchTokens],
  grid: PatchGrid,
  valid: { readonly width: number; readonly height: number; readonly data: Uint8Array },
): Scored {
  requireGrid(a, grid);
  requireGrid(b, grid);
  const channels = a.dims[2]!;
  const { inPatch, validInPatch } = countPixels(grid, valid);
  let sum = 0;
  let patches = 0;
  let pixels = 0;
  for (let k = 0; k < inPatch.length; k += 1) {
    if (inPatch[k] === 0 || validInPatch[k]! * 2 < inPatch[k]!) continue;
    const from = (grid.prefixTokens + k) * channels;
    sum += cosine(a.values.subarray(from, from + channels), b.values.subarray(from, from + channels));
    patches += 1;
    pixels += validInPatch[k]!;
  }
  return scored(sum / patches, pixels);
}

function requireGrid({ dims }: PatchTokens, { columns, rows, prefixTokens }: PatchGrid): void {
  const tokens = prefixTokens + columns * rows;
  if (dims.length === 3 && dims[0] === 1 && dims[1] === tokens && dims[2]! > 0) return;
  const [expected, found] = [`[1, ${tokens}, channels]`, `[${dims.join(', ')}]`];
  throw new StudioError('BadModel', `the network's tokens are ${found}, expected ${expected}`, {
    expected,
    found,
  });
}

function countPixels(
  { columns, rows }: PatchGrid,
  { width, height, data }: { readonly width: number; readonly height: number; readonly data: Uint8Array },
): { readonly inPatch: Uint32Array; readonly validInPatch: Uint32Array } {
  const inPatch = new Uint32Array(columns * rows);
  const validInPatch = new Uint32Array(columns * rows);
  for (let y = 0, i = 0; y < height; y += 1) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x += 1, i += 1) {
      const patch = row + Math.floor((x * columns) / width);
      inPatch[patch]! += 1;
      if (data[i] !== 0) validInPatch[patch]! += 1;
    }
  }
  return { inPatch, validInPatch };
}

/** Of vectors that are both 0 it is 1: nothing tells them apart. */
function cosine(a: Float32Array, b: Float32Array): number {
  let [product, squareA, squareB] = [0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    product += a[i]! * b[i]!;
    squareA += a[i]! * a[i]!;
    squareB += b[i]! * b[i]!;
  }
  if (squareA === 0 && squareB === 0) return 1;
  return squareA === 0 || squareB === 0 ? 0 : product / Math.sqrt(squareA * squareB);
}
