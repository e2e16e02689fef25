import type { SurfacePoint, Texture } from '../Scene.ts';
import { mix, scale, smoothstep, type Vec3 } from '../vector.ts';
import { cellValue, fractal } from './noise.ts';

/** Road surface: stones of a centimetre, stains of metres, tar seams; lane paint where `paint` says so. */
export function asphalt(seed: number, paint: (x: number, z: number) => number = () => 0): Texture {
  return ({ position: [x, y, z], footprint }) => {
    const stones = fractal(x, y, z, { seed, size: 0.09, octaves: 4, gain: 0.85, footprint });
    const stains = fractal(x, y, z, { seed: seed + 20, size: 2.6, octaves: 5, footprint });
    const seam = Math.abs(fractal(x, y, z, { seed: seed + 40, size: 3.1, octaves: 4, footprint }));
    const tar = 1 - 0.55 * smoothstep(0.025, 0.008, seam);
    const grey = 0.115 * (1 + 0.75 * stones) * (1 + 0.35 * stains) * tar;
    const worn = paint(x, z) * smoothstep(-0.55, 0.1, stones + 0.7 * stains + 0.35);
    return mix([grey, grey * 0.98, grey * 0.95], [0.72, 0.71, 0.67], worn);
  };
}

/** Paving slabs on the ground, size in metres. */
export function paving(seed: number, size: number, tone: Vec3): Texture {
  return ({ position: [x, y, z], footprint }) => {
    const row = Math.floor(z / size);
    const shifted = x / size + (row & 1) * 0.5;
    const [fx, fz] = [shifted - Math.floor(shifted), z / size - row];
    const edge = Math.min(fx, 1 - fx, fz, 1 - fz) * size;
    const joint = smoothstep(0.004, 0.012 + footprint * 0.5, edge);
    const slab = 0.8 + 0.4 * cellValue(Math.floor(shifted), row, seed);
    const grain = fractal(x, y, z, { seed, size: 0.12, octaves: 4, gain: 0.75, footprint });
    const stain = fractal(x, y, z, { seed: seed + 9, size: 1.3, octaves: 4, footprint });
    return scale(tone, slab * (1 + 0.4 * grain) * (1 + 0.3 * stain) * (0.45 + 0.55 * joint));
  };
}

/** Meadow: blades, tufts and drier patches. */
export function grass(seed: number): Texture {
  return ({ position: [x, y, z], footprint }) => {
    const blades = fractal(x, y, z, { seed, size: 0.1, octaves: 4, gain: 0.8, footprint });
    const tufts = fractal(x, y, z, { seed: seed + 11, size: 0.7, octaves: 4, gain: 0.6, footprint });
    const patches = fractal(x, y, z, { seed: seed + 23, size: 5, octaves: 4, footprint });
    const green = mix(
      [0.085, 0.15, 0.03],
      [0.25, 0.24, 0.085],
      smoothstep(-0.45, 0.6, patches + 0.4 * tufts),
    );
    return scale(green, Math.max(0.12, 1 + 0.8 * blades + 0.55 * tufts));
  };
}

/** Bare earth and gravel. */
export function earth(seed: number, tone: Vec3 = [0.26, 0.2, 0.14]): Texture {
  return ({ position: [x, y, z], footprint }) => {
    const gravel = fractal(x, y, z, { seed, size: 0.13, octaves: 5, gain: 0.8, footprint });
    const damp = fractal(x, y, z, { seed: seed + 31, size: 2.2, octaves: 4, footprint });
    return scale(tone, Math.max(0.15, (1 + 0.65 * gravel) * (1 + 0.3 * damp)));
  };
}

/** Relief in metres for ground with stones or blades of the given size. */
export function roughGround(seed: number, size: number, height: number): (at: SurfacePoint) => number {
  return ({ position: [x, y, z], footprint }) =>
    height * fractal(x, y, z, { seed, size, octaves: 3, gain: 0.7, footprint });
}
