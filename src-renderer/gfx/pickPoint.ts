import { convertScalar } from '#domain/camera/convertRaster.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { unproject } from '#domain/camera/unproject.ts';
import type { ComparedQuantity, Quantity, Raster } from '#domain/rasters/Raster.ts';
import { Vector4, type Matrix4, type Vector3 } from 'three';
import { threeFromRdf, threePointFromRdf } from './threeFromRdf.ts';

const compared: Partial<Record<Quantity, ComparedQuantity>> = {
  'disparity:px': 'disparity',
  'depth:m': 'depth',
  'inverse-depth:1/m': 'inverse-depth',
};

export interface PickedPoint {
  /** In three's frame, metres. */
  readonly position: Vector3;
  /** The centre of its pixel in the left image. */
  readonly imagePoint: { readonly x: number; readonly y: number };
  /** Along the viewing direction; of two picked points the nearer one counts. */
  readonly viewDepth: number;
}

/** Depth in metres at whole pixels of a raster; NaN where there is none. */
export function depthReader(raster: Raster, rig: StereoRig): (x: number, y: number) => number {
  const from = compared[raster.quantity];
  if (!from) return () => NaN;
  const depthFrom = convertScalar(from, 'depth', rig);
  return (x, y) => depthFrom(raster.values[y * raster.width + x] ?? NaN);
}

/** The place of a raster's pixel in three's frame; null outside the raster and where it has no depth. */
export function pointAtPixel(raster: Raster, rig: StereoRig, x: number, y: number): Vector3 | null {
  if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return null;
  const depth = depthReader(raster, rig)(x, y);
  if (!Number.isFinite(depth)) return null;
  const grow = rig.width / raster.width;
  return threePointFromRdf(...unproject((x + 0.5) * grow - 0.5, (y + 0.5) * grow - 0.5, depth, rig));
}

/**
 * The nearest point of a raster's cloud that is drawn within `reach` of a place on the pane.
 *
 * @param clipFromThree  projection · view.
 * @param at             place in clip coordinates, [-1, 1], y up; `reach` in the same unit, per axis.
 */
export function pickPoint(
  raster: Raster,
  rig: StereoRig,
  clipFromThree: Matrix4,
  at: readonly [x: number, y: number],
  reach: readonly [x: number, y: number],
): PickedPoint | null {
  const depthAt = depthReader(raster, rig);
  const clipFromRdf = clipFromThree.clone().multiply(threeFromRdf);
  const grow = rig.width / raster.width;
  const clip = new Vector4();
  let best: { x: number; y: number; w: number } | null = null;
  for (let y = 0; y < raster.height; y += 1) {
    for (let x = 0; x < raster.width; x += 1) {
      const depth = depthAt(x, y);
      if (!(depth > 0) || depth === Infinity) continue;
      const [px, py, pz] = unproject((x + 0.5) * grow - 0.5, (y + 0.5) * grow - 0.5, depth, rig);
      clip.set(px, py, pz, 1).applyMatrix4(clipFromRdf);
      if (clip.w <= 0 || (best && clip.w >= best.w)) continue;
      const isNear =
        Math.abs(clip.x / clip.w - at[0]) <= reach[0] && Math.abs(clip.y / clip.w - at[1]) <= reach[1];
      if (isNear) best = { x, y, w: clip.w };
    }
  }
  if (!best) return null;
  const position = pointAtPixel(raster, rig, best.x, best.y)!;
  const imagePoint = { x: (best.x + 0.5) * grow, y: (best.y + 0.5) * grow };
  return { position, imagePoint, viewDepth: best.w };
}
