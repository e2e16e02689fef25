import type { SurfacePoint, Texture } from '../Scene.ts';
import { mix, scale, smoothstep, type Vec3 } from '../vector.ts';
import { cellValue, fractal } from './noise.ts';

/** Horizontal coordinate on an upright wall, whichever way it faces. */
function along({ position: [x, , z], normal }: SurfacePoint): number {
  return Math.abs(normal[0]) > Math.abs(normal[2]) ? z : x;
}

interface Course {
  /** Distance from the nearest joint, metres. */
  readonly edge: number;
  readonly column: number;
  readonly row: number;
}

function course(u: number, y: number, width: number, height: number): Course {
  const row = Math.floor(y / height);
  const shifted = u / width + (row & 1) * 0.5;
  const [fu, fv] = [shifted - Math.floor(shifted), y / height - row];
  return {
    edge: Math.min(Math.min(fu, 1 - fu) * width, Math.min(fv, 1 - fv) * height),
    column: Math.floor(shifted),
    row,
  };
}

export interface BrickOptions {
  readonly seed: number;
  readonly tone: Vec3;
  readonly width?: number;
  readonly height?: number;
  /** How different the single bricks are, 0 (all alike: a repetitive wall) to 1. */
  readonly variety?: number;
}

/** A wall in stretcher bond with mortar joints. */
export function bricks({ seed, tone, width = 0.25, height = 0.083, variety = 1 }: BrickOptions): Texture {
  return (at) => {
    const [x, y, z] = at.position;
    const { edge, column, row } = course(along(at), y, width, height);
    const fine = Math.min(1, height / (at.footprint * 2.5));
    const brick = 1 + (cellValue(column, row, seed) - 0.5) * 0.9 * variety * fine;
    const burnt = cellValue(column, row, seed + 5) > 0.86 ? 1 - 0.45 * variety : 1;
    const options = { footprint: at.footprint, octaves: 4 };
    const grain = fractal(x, y, z, { ...options, seed, size: 0.05, gain: 0.8 }) * variety;
    const weather = fractal(x, y, z, { ...options, seed: seed + 3, size: 1.7 }) * variety;
    const body = scale(tone, brick * burnt * (1 + 0.3 * grain) * (1 + 0.28 * weather));
    const mortar = scale([0.42, 0.4, 0.37], 1 + 0.2 * grain);
    const inside = smoothstep(0.004, 0.008 + at.footprint * 0.5, edge);
    return mix(mortar, body, Math.max(inside, 1 - fine));
  };
}

/** Relief of that wall: joints lie back by a few millimetres. */
export function brickRelief(seed: number, width = 0.25, height = 0.083): (at: SurfacePoint) => number {
  return (at) => {
    const { edge } = course(along(at), at.position[1], width, height);
    const [x, y, z] = at.position;
    const rough = fractal(x, y, z, { seed, size: 0.03, octaves: 2, footprint: at.footprint });
    return 0.005 * smoothstep(0.001, 0.009, edge) + 0.0012 * rough;
  };
}

/** Square glazed tiles, all alike: what matchers mistake for its neighbour. */
export function tiles(size: number, tone: Vec3, second: Vec3, joint: Vec3 = [0.5, 0.49, 0.46]): Texture {
  return (at) => {
    const [u, y] = [along(at) / size, at.position[1] / size];
    const [fu, fv] = [u - Math.floor(u), y - Math.floor(y)];
    const edge = Math.min(fu, 1 - fu, fv, 1 - fv) * size;
    const isSecond = ((Math.floor(u) + Math.floor(y)) & 1) === 1;
    return mix(joint, isSecond ? second : tone, smoothstep(0.003, 0.006 + at.footprint * 0.5, edge));
  };
}

/** Plaster or concrete; `strength` 0 is perfectly even: nothing to match. */
export function plaster(seed: number, tone: Vec3, strength: number): Texture {
  return ({ position: [x, y, z], footprint }) => {
    if (strength === 0) return tone;
    const grain = fractal(x, y, z, { seed, size: 0.16, octaves: 5, gain: 0.75, footprint });
    const streak = fractal(x * 3, y * 0.35, z * 3, { seed: seed + 7, size: 1.6, octaves: 5, footprint });
    return scale(tone, Math.max(0.1, 1 + strength * (0.4 * grain + 0.5 * streak)));
  };
}
