import { hash } from '../random.ts';
import { pairRig } from '../rig.ts';
import type { Scene, SurfacePoint } from '../Scene.ts';
import { dull } from '../textures/materials.ts';
import { fractal } from '../textures/noise.ts';
import { mix, normalise, scale, smoothstep, type Vec3 } from '../vector.ts';
import { asteroidBody } from './parts/asteroidBody.ts';
import { objects } from './parts/object.ts';
import { sunAt } from '../light/sky.ts';

/** Dust and gravel, darker on slopes that were scoured, with pale fresh spots. */
function regolith({ position: [x, y, z], footprint }: SurfacePoint): Vec3 {
  const dust = fractal(x, y, z, { seed: 81, size: 0.9, octaves: 5, gain: 0.75, footprint });
  const plains = fractal(x, y, z, { seed: 92, size: 12, octaves: 6, gain: 0.55, footprint });
  const fresh = smoothstep(0.3, 0.55, fractal(x, y, z, { seed: 97, size: 2.6, octaves: 4, footprint }));
  const tone = mix([0.2, 0.175, 0.15], [0.33, 0.3, 0.265], smoothstep(-0.5, 0.5, plains));
  return scale(mix(tone, [0.5, 0.48, 0.44], 0.5 * fresh), Math.max(0.3, 1 + 0.42 * dust));
}

/** Black space with stars that are fixed in direction. */
function stars(direction: Vec3): Vec3 {
  const cells = 260;
  const [x, y] = [direction[0] / Math.abs(direction[2]), direction[1] / Math.abs(direction[2])];
  const [column, row] = [Math.floor(x * cells), Math.floor(y * cells)];
  const roll = hash(column, row, direction[2] > 0 ? 1 : 2, 55) / 4294967296;
  if (roll > 0.016) return [0, 0, 0];
  const inCell = Math.hypot(x * cells - column - 0.5, y * cells - row - 0.5);
  const light = 2.2 * (hash(column, row, 3, 56) / 4294967296) ** 4 * smoothstep(0.5, 0.25, inCell);
  return scale(mix([1, 0.86, 0.72], [0.8, 0.9, 1], roll / 0.016), light);
}

/** A cratered body in space: a hard terminator, a limb without air, nothing to match in the dark. */
export const asteroid: Scene = {
  name: 'asteroid',
  seed: 1006,
  rig: pairRig(560, 2.4),
  viewpoint: { position: [0, 0, 0], yaw: 0.02, pitch: 0 },
  sun: { direction: normalise(sunAt(-121, 24)), radiance: [4.6, 4.5, 4.35], radius: 0.004 },
  sky: stars,
  ambient: { above: [0.004, 0.004, 0.005], below: [0.004, 0.004, 0.005], reachM: 0 },
  haze: null,
  exposure: 0.62,
  noise: { dark: 0.0006, bright: 0.0045 },
  objects: objects(
    asteroidBody([1, -0.4, 76], 20.5, 9),
    dull(regolith, (at) => {
      const [x, y, z] = at.position;
      return 0.12 * fractal(x, y, z, { seed: 61, size: 0.7, octaves: 4, gain: 0.6, footprint: at.footprint });
    }),
  ),
};
