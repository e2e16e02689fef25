import type { Encoding } from '../records.ts';
import { parseEncoding } from './parseEncoding.ts';

/** What the user said about the numbers of the ground truth. */
export interface GivenEncodings {
  /** For every layer that is not named; null = nothing was said. */
  readonly all: Encoding | null;
  readonly byLayer: ReadonlyMap<string, Encoding>;
}

/**
 * Encodings as written: one for all ground truth (`kitti-depth`), or one per layer, joined by semicolons
 * (`depth:tum; disparity:quantity=disparity,scale=1/16`). A layer's name stands before the colon.
 *
 * @param text  null = nothing was said.
 * @throws InvalidOption, as parseEncoding
 */
export function parseGivenEncodings(text: string | null): GivenEncodings {
  let all: Encoding | null = null;
  const byLayer = new Map<string, Encoding>();
  for (const part of (text ?? '').split(';').map((each) => each.trim())) {
    if (part === '') continue;
    const match = /^([\w /.-]+):(.+)$/s.exec(part);
    if (match) byLayer.set(match[1]!.trim(), parseEncoding(match[2]!));
    else all = parseEncoding(part);
  }
  return { all, byLayer };
}
