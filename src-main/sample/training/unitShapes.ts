/**
 * Shapes of unit size about the origin. Every training scene is made of these under affine maps, and a ray's t does
 * not change under such a map. Plain numbers in and out: this is where the time goes.
 */
export const shapeKinds = { box: 0, ball: 1, cone: 2, disc: 3, sheet: 4, field: 5 } as const;
export type ShapeKind = Exclude<keyof typeof shapeKinds, 'field'>;

/** [−1, 1]³. */
export function meetBox(
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  tMin: number,
  tMax: number,
): number {
  let a = (-1 - ox) / dx;
  let b = (1 - ox) / dx;
  let enter = a < b ? a : b;
  let leave = a < b ? b : a;
  a = (-1 - oy) / dy;
  b = (1 - oy) / dy;
  enter = Math.max(enter, a < b ? a : b);
  leave = Math.min(leave, a < b ? b : a);
  a = (-1 - oz) / dz;
  b = (1 - oz) / dz;
  enter = Math.max(enter, a < b ? a : b);
  leave = Math.min(leave, a < b ? b : a);
  if (!(enter <= leave)) return Infinity;
  if (enter > tMin) return enter < tMax ? enter : Infinity;
  return leave > tMin && leave < tMax ? leave : Infinity;
}

/** Radius 1. */
export function meetBall(
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  tMin: number,
  tMax: number,
): number {
  const a = dx * dx + dy * dy + dz * dz;
  const half = ox * dx + oy * dy + oz * dz;
  const root = half * half - a * (ox * ox + oy * oy + oz * oz - 1);
  if (!(root >= 0)) return Infinity;
  const s = Math.sqrt(root);
  const near = (-half - s) / a;
  if (near > tMin) return near < tMax ? near : Infinity;
  const far = (-half + s) / a;
  return far > tMin && far < tMax ? far : Infinity;
}

/** About y from −1 to 1, radius 1 below and `top` above, closed by discs. */
export function meetCone(
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  tMin: number,
  tMax: number,
  top: number,
): number {
  const k = (top - 1) / 2;
  const r0 = 1 + k * (oy + 1);
  const a = dx * dx + dz * dz - k * k * dy * dy;
  const half = ox * dx + oz * dz - k * dy * r0;
  const root = half * half - a * (ox * ox + oz * oz - r0 * r0);
  let nearest = tMax;
  if (root >= 0 && a !== 0) {
    const s = Math.sqrt(root);
    const first = (-half - s) / a;
    const second = (-half + s) / a;
    const y1 = oy + first * dy;
    const y2 = oy + second * dy;
    if (first > tMin && first < nearest && y1 >= -1 && y1 <= 1) nearest = first;
    if (second > tMin && second < nearest && y2 >= -1 && y2 <= 1) nearest = second;
  }
  const low = (-1 - oy) / dy;
  const lowX = ox + low * dx;
  const lowZ = oz + low * dz;
  if (low > tMin && low < nearest && lowX * lowX + lowZ * lowZ <= 1) nearest = low;
  const high = (1 - oy) / dy;
  const highX = ox + high * dx;
  const highZ = oz + high * dz;
  if (high > tMin && high < nearest && highX * highX + highZ * highZ <= top * top) nearest = high;
  return nearest < tMax ? nearest : Infinity;
}

/** In the plane z = 0: the unit disc, or the square [−1, 1]². */
export function meetFlat(
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  tMin: number,
  tMax: number,
  isDisc: boolean,
): number {
  const t = -oz / dz;
  if (!(t > tMin && t < tMax)) return Infinity;
  const x = ox + t * dx;
  const y = oy + t * dy;
  if (isDisc) return x * x + y * y <= 1 ? t : Infinity;
  return x >= -1 && x <= 1 && y >= -1 && y <= 1 ? t : Infinity;
}
