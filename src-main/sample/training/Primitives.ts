import { addScaled, length, scale, subtract, type Vec3 } from '../vector.ts';
import { Frame } from './Frame.ts';
import type { HeightField } from './HeightField.ts';
import type { Material } from './Material.ts';
import { meetBall, meetBox, meetCone, meetFlat, shapeKinds, type ShapeKind } from './unitShapes.ts';

/** The things of a training scene: unit shapes under affine maps, in flat arrays. */
export class Primitives {
  readonly materials: Material[] = [];
  /** Half sizes along the shape's own axes, metres: textures keep their scale. */
  readonly halves: Vec3[] = [];
  /** Per thing: low x, y, z, high x, y, z. */
  readonly bounds: number[] = [];
  readonly kinds: number[] = [];
  /** Per thing: the shape's coordinates from the world's, three rows of four. */
  readonly inverse: number[] = [];
  readonly #tops: number[] = [];
  readonly fields: (HeightField | null)[] = [];

  get count(): number {
    return this.kinds.length;
  }

  /** @param top  a cone's upper radius as a share of its lower. */
  add(kind: ShapeKind, frame: Frame, centre: Vec3, half: Vec3, material: Material, top = 1): void {
    const origin = frame.point(centre);
    const isFlat = kind === 'disc' || kind === 'sheet';
    const reach = half.map((h, i) => (isFlat && i === 2 ? 0 : h));
    const wide = Math.max(1, top);
    const low: number[] = [];
    const high: number[] = [];
    for (let i = 0; i < 3; i++) {
      const extent =
        Math.abs(frame.axes[0][i]!) * reach[0]! * (kind === 'cone' ? wide : 1) +
        Math.abs(frame.axes[1][i]!) * reach[1]! +
        Math.abs(frame.axes[2][i]!) * reach[2]! * (kind === 'cone' ? wide : 1) +
        1e-6;
      low.push(origin[i]! - extent);
      high.push(origin[i]! + extent);
    }
    const rows = frame.axes.flatMap((axis, i) => {
      const size = isFlat && i === 2 ? 1 : half[i]!;
      const [x, y, z] = scale(axis, 1 / size);
      return [x, y, z, -(x * origin[0] + y * origin[1] + z * origin[2])];
    });
    this.#push(shapeKinds[kind], [...low, ...high], rows, half, material, top, null);
  }

  /** A round rod from a to b. */
  rod(a: Vec3, b: Vec3, radius: number, material: Material, top = 1): void {
    const half = length(subtract(b, a)) / 2;
    this.add('cone', Frame.along(a, b), [0, 0, 0], [radius, half, radius], material, top);
  }

  /** A row of rods through the points. */
  path(points: readonly Vec3[], radius: number, material: Material): void {
    points.slice(1).forEach((point, i) => this.rod(points[i]!, point, radius, material));
  }

  addField(field: HeightField, material: Material): void {
    const [x, z] = field.corner;
    const bounds = [x, field.low - 1e-3, z, x + field.extent, field.high + 1e-3, z + field.extent];
    const rows = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
    this.#push(shapeKinds.field, bounds, rows, [1, 1, 1], material, 1, field);
  }

  #push(
    kind: number,
    bounds: number[],
    rows: number[],
    half: Vec3,
    material: Material,
    top: number,
    field: HeightField | null,
  ): void {
    this.kinds.push(kind);
    this.bounds.push(...bounds);
    this.inverse.push(...rows);
    this.halves.push(half);
    this.materials.push(material);
    this.#tops.push(top);
    this.fields.push(field);
  }

  /** The smallest t in (tMin, tMax) at which the ray meets thing i, else Infinity. */
  meet(
    i: number,
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    tMin: number,
    tMax: number,
  ): number {
    const kind = this.kinds[i]!;
    if (kind === shapeKinds.field) return this.fields[i]!.meet(ox, oy, oz, dx, dy, dz, tMin, tMax);
    const m = this.inverse;
    const k = i * 12;
    const px = m[k]! * ox + m[k + 1]! * oy + m[k + 2]! * oz + m[k + 3]!;
    const py = m[k + 4]! * ox + m[k + 5]! * oy + m[k + 6]! * oz + m[k + 7]!;
    const pz = m[k + 8]! * ox + m[k + 9]! * oy + m[k + 10]! * oz + m[k + 11]!;
    const qx = m[k]! * dx + m[k + 1]! * dy + m[k + 2]! * dz;
    const qy = m[k + 4]! * dx + m[k + 5]! * dy + m[k + 6]! * dz;
    const qz = m[k + 8]! * dx + m[k + 9]! * dy + m[k + 10]! * dz;
    if (kind === shapeKinds.box) return meetBox(px, py, pz, qx, qy, qz, tMin, tMax);
    if (kind === shapeKinds.ball) return meetBall(px, py, pz, qx, qy, qz, tMin, tMax);
    if (kind === shapeKinds.cone) return meetCone(px, py, pz, qx, qy, qz, tMin, tMax, this.#tops[i]!);
    return meetFlat(px, py, pz, qx, qy, qz, tMin, tMax, kind === shapeKinds.disc);
  }

  /** The point in the shape's own coordinates. */
  local(i: number, point: Vec3): Vec3 {
    const m = this.inverse;
    const k = i * 12;
    const row = (r: number) => m[r]! * point[0] + m[r + 1]! * point[1] + m[r + 2]! * point[2] + m[r + 3]!;
    return [row(k), row(k + 4), row(k + 8)];
  }

  /** The normal of thing i in the world, of any length, at a point given in both coordinates. */
  normal(i: number, local: Vec3, point: Vec3): Vec3 {
    const kind = this.kinds[i]!;
    if (kind === shapeKinds.field) {
      const [sx, sz] = this.fields[i]!.slope(point[0], point[2]);
      return [-sx, 1, -sz];
    }
    const [x, y, z] = unitNormal(kind, local, this.#tops[i]!);
    const m = this.inverse;
    const k = i * 12;
    const rowX: Vec3 = [m[k]!, m[k + 1]!, m[k + 2]!];
    const rowY: Vec3 = [m[k + 4]!, m[k + 5]!, m[k + 6]!];
    const rowZ: Vec3 = [m[k + 8]!, m[k + 9]!, m[k + 10]!];
    return addScaled(addScaled(scale(rowX, x), rowY, y), rowZ, z);
  }
}

function unitNormal(kind: number, [x, y, z]: Vec3, top: number): Vec3 {
  if (kind === shapeKinds.ball) return [x, y, z];
  if (kind === shapeKinds.box) {
    const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
    if (ax >= ay && ax >= az) return [Math.sign(x), 0, 0];
    return ay >= az ? [0, Math.sign(y), 0] : [0, 0, Math.sign(z)];
  }
  if (kind === shapeKinds.cone) {
    const slope = (top - 1) / 2;
    const radius = Math.hypot(x, z);
    const beside = Math.abs(radius - (1 + slope * (y + 1)));
    if (Math.abs(Math.abs(y) - 1) < beside) return [0, Math.sign(y), 0];
    return [x / radius, -slope, z / radius];
  }
  return [0, 0, 1];
}
