/**
 * Points, directions and linear RGB colours are triples. World frame of every scene: x right, y up, z forward,
 * metres; a camera without turn looks along z.
 */
export type Vec3 = readonly [number, number, number];

const up: Vec3 = [0, 1, 0];

export function add(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function subtract(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function scale(a: Vec3, factor: number): Vec3 {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

/** Component by component, as a surface tints light. */
export function multiply(a: Vec3, b: Vec3): Vec3 {
  return [a[0] * b[0], a[1] * b[1], a[2] * b[2]];
}

/** a + b · factor */
export function addScaled(a: Vec3, b: Vec3, factor: number): Vec3 {
  return [a[0] + b[0] * factor, a[1] + b[1] * factor, a[2] + b[2] * factor];
}

export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function length(a: Vec3): number {
  return Math.sqrt(dot(a, a));
}

export function normalise(a: Vec3): Vec3 {
  return scale(a, 1 / length(a));
}

/** a where share is 0, b where it is 1. */
export function mix(a: Vec3, b: Vec3, share: number): Vec3 {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** Mirrors a direction at a surface with unit normal n. */
export function reflect(direction: Vec3, n: Vec3): Vec3 {
  return addScaled(direction, n, -2 * dot(direction, n));
}

/** Two unit vectors that stand upright on the unit vector n and on each other. */
export function tangents(n: Vec3): readonly [Vec3, Vec3] {
  const helper: Vec3 = Math.abs(n[1]) < 0.9 ? up : [1, 0, 0];
  const first = normalise(cross(helper, n));
  return [first, cross(n, first)];
}

export function clamp01(x: number): number {
  return x < 0 ? 0 : x > 1 ? 1 : x;
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothstep(from: number, to: number, x: number): number {
  const t = clamp01((x - from) / (to - from));
  return t * t * (3 - 2 * t);
}
