import { hash } from '../random.ts';

const toUnit = 2 / 4294967295;

/** Values at the corners of a unit lattice, in [-1, 1]. */
function corner(x: number, y: number, z: number, seed: number): number {
  return hash(x, y, z, seed) * toUnit - 1;
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

/** Smooth noise in [-1, 1] with features of size 1, the same everywhere and for ever for the same seed. */
export function noise(x: number, y: number, z: number, seed: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const z0 = Math.floor(z);
  const fx = fade(x - x0);
  const fy = fade(y - y0);
  const fz = fade(z - z0);
  const row = (yi: number, zi: number) => {
    const left = corner(x0, yi, zi, seed);
    return left + (corner(x0 + 1, yi, zi, seed) - left) * fx;
  };
  const near = row(y0, z0) * (1 - fy) + row(y0 + 1, z0) * fy;
  const far = row(y0, z0 + 1) * (1 - fy) + row(y0 + 1, z0 + 1) * fy;
  return near + (far - near) * fz;
}

export interface FractalOptions {
  readonly seed: number;
  /** Size of the coarsest features, in the unit of the coordinates. */
  readonly size: number;
  readonly octaves: number;
  /** Height of each finer octave relative to the coarser one, default 0.5. */
  readonly gain?: number;
  /** Width of a pixel on the surface: finer features fade out instead of aliasing differently in both views. */
  readonly footprint: number;
}

/** Noise of several sizes, each half the former; roughly in [-1, 1]. */
export function fractal(x: number, y: number, z: number, options: FractalOptions): number {
  const { seed, octaves, gain = 0.5, footprint } = options;
  let size = options.size;
  let height = 1;
  let total = 0;
  let sum = 0;
  for (let i = 0; i < octaves; i++) {
    const sharpness = Math.min(1, Math.max(0, size / footprint - 0.5));
    if (sharpness > 0) sum += height * sharpness * noise(x / size, y / size, z / size, seed + i);
    total += height;
    height *= gain;
    size *= 0.5;
  }
  return (sum / total) * 1.6;
}

/** A number in [0, 1) for a cell of a pattern: a brick, a tile, a plank. */
export function cellValue(x: number, y: number, seed: number): number {
  return hash(x, y, 77, seed) / 4294967296;
}
