import type { Mask, Raster } from '#domain/rasters/Raster.ts';
import { Camera } from './Camera.ts';
import type { World } from './light/World.ts';
import { maskClasses, type MaskClass } from './Scene.ts';
import type { Ray } from './shapes/Shape.ts';

/** What a pixel of the left picture truly shows: the first surface on the ray through its centre, glass included. */
export interface PixelTruth {
  /** px; NaN where the ray meets nothing. */
  readonly disparity: number;
  /** Metres along the optical axis; NaN where the ray meets nothing. */
  readonly depth: number;
  /** True when the right camera does not see it: hidden by something nearer, or outside the right picture. */
  readonly isOccluded: boolean;
  readonly classes: readonly MaskClass[];
}

export interface FrameTruth {
  /** Rounded to multiples of 2⁻¹⁵ px, an error below 1.6e-5 px, which lets the file shrink. */
  readonly disparity: Raster<'disparity:px'>;
  /** Rounded to 16 significant bits, a relative error below 1.6e-5, for the same reason. */
  readonly depth: Raster<'depth:m'>;
  readonly occlusion: Mask;
  /** Only classes that at least one pixel has. */
  readonly masks: ReadonlyMap<MaskClass, Mask>;
}

/** Share of the depth by which something must be nearer to hide a point; well above rounding, far below any gap. */
const hiddenBy = 1e-7;

/** Exact to double precision: analytic surfaces (the asteroid: bisection to 1e-12), no sampling. */
export function tracePixel(world: World, camera: Camera, x: number, y: number): PixelTruth {
  const hit = world.meet(camera.ray('left', x, y), 1e-5);
  const depth = hit?.t ?? Infinity;
  const disparity = camera.disparityFromDepth(depth);
  const { width } = world.scene.rig;
  const u = x - disparity;
  const isOutside = u < -0.5 || u > width - 0.5;
  return {
    disparity: hit ? disparity : NaN,
    depth: hit ? depth : NaN,
    isOccluded: isOutside || isHidden(world, camera.ray('right', u, y), depth),
    classes: hit ? hit.object.classes : ['background'],
  };
}

function isHidden(world: World, ray: Ray, depth: number): boolean {
  return world.meet(ray, 1e-5, depth === Infinity ? Infinity : depth * (1 - hiddenBy)) !== null;
}

/** The truth of every pixel of the left picture. */
export function renderTruth(world: World): FrameTruth {
  const { width, height } = world.scene.rig;
  const camera = new Camera(world.scene);
  const disparity = new Float32Array(width * height);
  const depth = new Float32Array(width * height);
  const occlusion = new Uint8Array(width * height);
  const masks = new Map<MaskClass, Mask>();
  for (let i = 0; i < width * height; i++) {
    const truth = tracePixel(world, camera, i % width, Math.floor(i / width));
    disparity[i] = Math.round(truth.disparity * 32768) / 32768;
    depth[i] = roundSignificant(truth.depth);
    occlusion[i] = truth.isOccluded ? 1 : 0;
    for (const name of truth.classes) {
      const mask = masks.get(name) ?? { width, height, data: new Uint8Array(width * height) };
      mask.data[i] = 1;
      masks.set(name, mask);
    }
  }
  return {
    disparity: { quantity: 'disparity:px', width, height, values: disparity },
    depth: { quantity: 'depth:m', width, height, values: depth },
    occlusion: { width, height, data: occlusion },
    masks: new Map(maskClasses.flatMap((name) => (masks.has(name) ? [[name, masks.get(name)!]] : []))),
  };
}

/** To 16 significant binary digits; NaN stays. */
function roundSignificant(value: number): number {
  const unit = 2 ** (Math.floor(Math.log2(value)) - 15);
  return Math.round(value / unit) * unit;
}
