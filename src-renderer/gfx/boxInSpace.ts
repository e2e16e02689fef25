import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { unproject } from '#domain/camera/unproject.ts';
import { robustRange } from '#domain/colormap/robustRange.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { Vector3 } from 'three';
import { depthReader } from './pickPoint.ts';
import { threePointFromRdf } from './threeFromRdf.ts';

/** x, y, width, height in pixels of the left image. */
export type ImageBox = readonly [x: number, y: number, width: number, height: number];

/** The part of a camera's view that a box of the image cuts out, between the depths that the box holds. */
export interface BoxInSpace {
  /** In three's frame: the four corners at the near end, clockwise from the top left, then those at the far end. */
  readonly corners: readonly Vector3[];
  readonly middle: Vector3;
  /** Half the diagonal across the view, metres; the mean of both ends. */
  readonly radiusM: number;
}

/** About so many pixels of a box are looked at. */
const mostSamples = 2000;

/** Null where the map has no depth inside the box. The nearest and farthest tenth are left out: edges bleed. */
export function boxInSpace(raster: Raster, rig: StereoRig, box: ImageBox): BoxInSpace | null {
  const range = robustRange(depthsIn(raster, rig, box), 10, 90);
  if (!range) return null;
  const [x, y, width, height] = box;
  const outline = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ] as const;
  const corners = range.flatMap((depth) =>
    outline.map(([u, v]) => threePointFromRdf(...unproject(u - 0.5, v - 0.5, depth, rig))),
  );
  const middle = corners.reduce((sum, corner) => sum.add(corner), new Vector3()).divideScalar(corners.length);
  const diagonal = (corner: number) => corners[corner]!.distanceTo(corners[corner + 2]!);
  return { corners, middle, radiusM: (diagonal(0) + diagonal(4)) / 4 };
}

function depthsIn(raster: Raster, rig: StereoRig, [x, y, width, height]: ImageBox): number[] {
  const shrink = raster.width / rig.width;
  const depthAt = depthReader(raster, rig);
  const [left, top] = [Math.floor(x * shrink), Math.floor(y * shrink)];
  const right = Math.min(raster.width, Math.ceil((x + width) * shrink));
  const bottom = Math.min(raster.height, Math.ceil((y + height) * shrink));
  const step = Math.max(1, Math.floor(Math.sqrt(((right - left) * (bottom - top)) / mostSamples)));
  const depths: number[] = [];
  for (let row = top; row < bottom; row += step) {
    for (let column = left; column < right; column += step) depths.push(depthAt(column, row));
  }
  return depths;
}
