import type { Mask } from '../rasters/Raster.ts';
import type { Point } from './Annotation.ts';
import { fillBand } from './fillBand.ts';

/** One movement of the brush. */
export interface Stroke {
  /** Pixel coordinates as in Annotation.ts; one point is a dab. */
  readonly points: readonly Point[];
  readonly diameterPx: number;
  readonly mode: 'add' | 'erase';
}

/** A mask with the stroke added to it or erased from it; the given mask stays as it is. */
export function paintStroke(mask: Mask, stroke: Stroke): Mask {
  const painted: Mask = { ...mask, data: mask.data.slice() };
  fillBand(painted, stroke.points, stroke.diameterPx, stroke.mode === 'add' ? 1 : 0);
  return painted;
}
