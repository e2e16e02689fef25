import { growMask } from './growMask.ts';
import { type Components, labelComponents } from './labelComponents.ts';

/** Failing pixels gathered into areas. All arrays are width × height. */
export interface MergedAreas {
  /** Areas grown by half the merging distance, 8-connected: what belongs together, and what an outline surrounds. */
  readonly grown: Components;
  /** 1 = failing, or in a gap that closing filled; the pixels that an area consists of. */
  readonly closed: Uint8Array;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Gathers failing pixels that are closer than a distance into areas: grow by half of it, label what touches, shrink back
 * by as much (a morphological closing with a disc, as if the image went on with sound pixels). So the scattered points of
 * a laser scanner become an area, while sound pixels outside stay outside.
 *
 * @param failing  width × height; 0 = sound, 1 = fails.
 */
export function mergeAreas(
  failing: Uint8Array,
  { width, height, mergePx }: Size & { readonly mergePx: number },
): MergedAreas {
  const radius = mergePx / 2;
  const margin = Math.ceil(radius) + 1;
  const wide = { width: width + 2 * margin, height: height + 2 * margin, radius };

  const padded = new Uint8Array(wide.width * wide.height);
  for (let y = 0; y < height; y += 1) {
    padded.set(failing.subarray(y * width, (y + 1) * width), (y + margin) * wide.width + margin);
  }
  const beyond = growMask(padded, wide);
  for (let i = 0; i < beyond.length; i += 1) beyond[i]! ^= 1;
  const nearBeyond = growMask(beyond, wide);

  const grown = new Uint8Array(failing.length);
  const closed = new Uint8Array(failing.length);
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let j = (y + margin) * wide.width + margin; i < (y + 1) * width; i += 1, j += 1) {
      grown[i] = 1 - beyond[j]!;
      closed[i] = failing[i]! | (1 - nearBeyond[j]!);
    }
  }
  return { grown: labelComponents(grown, width, height), closed };
}
