import type { Material, SceneObject, Texture } from '../../Scene.ts';
import { Box } from '../../shapes/Box.ts';
import { dull, even, glossy } from '../../textures/materials.ts';
import { objects } from './object.ts';

export interface FacadeOptions {
  /** x of the wall that faces the street; the house lies beyond it, away from x = 0. */
  readonly wallX: number;
  readonly from: number;
  readonly to: number;
  readonly height: number;
  readonly wall: Material;
  readonly trim: Texture;
  readonly floors: number;
  readonly windowsPerFloor: number;
}

/** A house along a street that runs in z: wall, rows of windows with frames and sills, plinth and cornice. */
export function facade(options: FacadeOptions): SceneObject[] {
  const { wallX, from, to, height, wall, trim, floors, windowsPerFloor } = options;
  const outwards = -Math.sign(wallX);
  const depth = 6;
  const middle = (from + to) / 2;
  const half = (to - from) / 2;
  const parts = objects(
    new Box([wallX - outwards * depth, height / 2, middle], [depth, height / 2, half]),
    wall,
  );
  const band = (y: number, halfHeight: number, out: number) =>
    objects(new Box([wallX, y, middle], [out, halfHeight, half + 0.02]), dull(trim));
  parts.push(...band(height - 0.2, 0.2, 0.28), ...band(height - 0.55, 0.06, 0.14), ...band(0.35, 0.35, 0.06));
  const storey = (height - 1) / floors;
  for (let floor = 0; floor < floors; floor++) {
    for (let i = 0; i < windowsPerFloor; i++) {
      const z = from + ((i + 0.5) / windowsPerFloor) * (to - from);
      parts.push(...windowAt(wallX, outwards, 1 + storey * floor + storey * 0.42, z, storey * 0.32, trim));
    }
  }
  return parts;
}

function windowAt(
  wallX: number,
  outwards: number,
  y: number,
  z: number,
  halfHeight: number,
  trim: Texture,
): SceneObject[] {
  const halfWidth = halfHeight * 0.62;
  const bar = (dy: number, dz: number, hy: number, hz: number, out: number) =>
    new Box([wallX + outwards * out * 0.5, y + dy, z + dz], [out * 0.5, hy, hz]);
  const pane = bar(0, 0, halfHeight, halfWidth, 0.02);
  const frame = [
    bar(0, halfWidth, halfHeight, 0.05, 0.07),
    bar(0, -halfWidth, halfHeight, 0.05, 0.07),
    bar(halfHeight, 0, 0.05, halfWidth + 0.05, 0.07),
    bar(0, 0, halfHeight, 0.025, 0.05),
    bar(halfHeight * 0.3, 0, 0.025, halfWidth, 0.05),
  ];
  const stone = [
    bar(-halfHeight - 0.06, 0, 0.06, halfWidth + 0.16, 0.2),
    bar(halfHeight + 0.17, 0, 0.12, halfWidth + 0.14, 0.09),
  ];
  return [
    ...objects(pane, glossy(even([0.02, 0.025, 0.03]), 0.05, 0.09), 'mirror-like'),
    ...objects(frame, dull(even([0.62, 0.6, 0.55]))),
    ...objects(stone, dull(trim)),
  ];
}
