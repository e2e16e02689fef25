import { type Components, labelComponents } from './labelComponents.ts';
import { squaredDistance } from './squaredDistance.ts';

/** Failing pixels gathered into areas. All arrays are width × height. */
export interface MergedAreas {
  /** Areas grown by half the merging distance, 8-connected: what belongs together, and what an outline surrounds. */
  readonly grown: Components;
  /** 1 = failing, or in a gap that closing filled; the pixels that an area consists of. */
  readonly closed: Uint8Array;
}

/**
 * Gathers failing pixels that are closer than a distance into areas: grow by half of it, label what touches, shrink back
 * by as much (a morphological closing with a disc). So the scattered points of a laser scanner become an area, while
 * sound pixels outside stay outside.
 *
 * @param failing  width × height; 0 = sound.
 */
export function mergeAreas(
  failing: Uint8Array,
  { width, height, mergePx }: { readonly width: number; readonly height: number; readonly mergePx: number },
): MergedAreas {
  const reach = (mergePx / 2) ** 2;
  const toFailing = squaredDistance(failing, width, height);
  const grown = new Uint8Array(failing.length);
  const beyond = new Uint8Array(failing.length);
  for (let i = 0; i < failing.length; i += 1) {
    if (toFailing[i]! <= reach) grown[i] = 1;
    else beyond[i] = 1;
  }
  const toBeyond = squaredDistance(beyond, width, height);
  const closed = new Uint8Array(failing.length);
  for (let i = 0; i < failing.length; i += 1) {
    if (failing[i] !== 0 || toBeyond[i]! > reach) closed[i] = 1;
  }
  return { grown: labelComponents(grown, width, height), closed };
}
