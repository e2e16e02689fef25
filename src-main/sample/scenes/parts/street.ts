import type { MaskClass, Material, SceneObject } from '../../Scene.ts';
import { Box } from '../../shapes/Box.ts';
import { Frustum } from '../../shapes/Frustum.ts';
import { Patch } from '../../shapes/Patch.ts';
import { Sphere } from '../../shapes/Sphere.ts';
import { dull, even, glossy, weathered } from '../../textures/materials.ts';
import { add, mix, normalise, scale, type Vec3 } from '../../vector.ts';
import { objects } from './object.ts';

const steel = (seed: number): Material => ({
  ...glossy(weathered(seed, [0.2, 0.22, 0.22]), 0.35),
  kind: 'opaque',
});

/** A street lamp with a bent arm towards positive or negative x. */
export function lampPost(foot: Vec3, height: number, armX: number, seed: number): SceneObject[] {
  const at = (x: number, y: number) => add(foot, [x, y, 0]);
  const arm = Math.sign(armX);
  const post = [
    new Frustum(foot, at(0, 0.9), 0.11, 0.1, { capped: true }),
    new Frustum(at(0, 0.9), at(0, height), 0.062, 0.042),
    new Frustum(at(0, height), at(arm * 0.35, height + 0.32), 0.042, 0.035),
    new Sphere(at(0, height), 0.043),
    new Sphere(at(arm * 0.35, height + 0.32), 0.036),
    new Frustum(at(arm * 0.35, height + 0.32), at(armX, height + 0.38), 0.035, 0.03),
  ];
  const head = new Box(at(armX + arm * 0.25, height + 0.36), [0.33, 0.06, 0.13]);
  return [...objects(post, steel(seed), 'thin'), ...objects(head, dull(even([0.3, 0.31, 0.32])))];
}

/** A round sign on a tube: a coloured rim around a pale field with a dark bar. */
export function roadSign(foot: Vec3, height: number, facing: Vec3, rim: Vec3, seed: number): SceneObject[] {
  const top = add(foot, [0, height, 0]);
  const towards = normalise(facing);
  const side: Vec3 = normalise([towards[2], 0, -towards[0]]);
  const disc = (radius: number, out: number) =>
    new Patch(add(top, scale(towards, out)), scale(side, radius), [0, radius, 0], 'ellipse');
  const bar = new Patch(add(top, scale(towards, 0.07)), scale(side, 0.19), [0, 0.045, 0]);
  return [
    ...objects(new Frustum(foot, add(top, [0, 0.32, 0]), 0.03, 0.03, { capped: true }), steel(seed), 'thin'),
    ...objects(disc(0.31, 0.05), dull(weathered(seed + 1, rim))),
    ...objects(disc(0.24, 0.06), dull(weathered(seed + 2, [0.72, 0.71, 0.66]))),
    ...objects(bar, dull(even([0.06, 0.06, 0.07]))),
  ];
}

/** A cable that sags between two points. */
export function cable(
  from: Vec3,
  to: Vec3,
  sag: number,
  radius: number,
  ...classes: MaskClass[]
): SceneObject[] {
  const pieces = 14;
  const at = (i: number): Vec3 => {
    const share = i / pieces;
    return add(mix(from, to, share), [0, -4 * sag * share * (1 - share), 0]);
  };
  const shapes = Array.from({ length: pieces }, (_, i) => new Frustum(at(i), at(i + 1), radius, radius));
  return objects(shapes, dull(even([0.035, 0.035, 0.04])), ...classes);
}

/** A row of short posts with a light band. */
export function bollards(from: Vec3, to: Vec3, count: number, seed: number): SceneObject[] {
  return Array.from({ length: count }, (_, i) => {
    const foot = mix(from, to, i / (count - 1));
    const at = (y: number) => add(foot, [0, y, 0]);
    return [
      ...objects(
        [new Frustum(foot, at(0.92), 0.058, 0.05), new Sphere(at(0.92), 0.055)],
        { ...glossy(weathered(seed + i, [0.07, 0.075, 0.08]), 0.3), kind: 'opaque' },
        'thin',
      ),
      ...objects(new Frustum(at(0.7), at(0.8), 0.0545, 0.053), dull(even([0.75, 0.72, 0.65])), 'thin'),
    ];
  }).flat();
}

/** A parked delivery van, its length along z, its front towards negative z. */
export function van(centre: Vec3, paint: Vec3, seed: number): SceneObject[] {
  const at = (x: number, y: number, z: number) => add(centre, [x, y, z]);
  const body: Material = { ...glossy(weathered(seed, paint), 0.15), kind: 'opaque' };
  const dark = glossy(even([0.02, 0.022, 0.025]), 0.05, 0.08);
  const rubber = dull(weathered(seed + 1, [0.035, 0.035, 0.035]));
  const trim = dull(even([0.06, 0.06, 0.065]));
  const wheel = (x: number, z: number) => [
    ...objects(
      new Frustum(at(x - 0.12, 0.33, z), at(x + 0.12, 0.33, z), 0.33, 0.33, { capped: true }),
      rubber,
    ),
    ...objects(
      new Frustum(at(x - 0.13, 0.33, z), at(x + 0.13, 0.33, z), 0.19, 0.19, { capped: true }),
      glossy(even([0.42, 0.43, 0.44]), 0.3, 0.3),
    ),
  ];
  return [
    ...objects(
      [new Box(at(0, 1.3, 0.55), [0.95, 0.92, 1.75]), new Box(at(0, 0.72, -1.6), [0.93, 0.36, 0.5])],
      body,
    ),
    ...objects(new Box(at(0, 1.42, -1.2), [0.88, 0.34, 0.25]), dark, 'mirror-like'),
    ...objects(new Box(at(0, 1.55, -0.72), [0.955, 0.3, 0.36]), dark, 'mirror-like'),
    ...objects(new Box(at(0, 0.42, -0.1), [0.96, 0.07, 2.05]), trim),
    ...objects(new Box(at(0, 1.02, 0.65), [0.962, 0.05, 1.6]), dull(weathered(seed + 2, [0.75, 0.3, 0.05]))),
    ...objects(
      [new Box(at(-0.62, 0.8, -2.1), [0.17, 0.1, 0.02]), new Box(at(0.62, 0.8, -2.1), [0.17, 0.1, 0.02])],
      {
        ...glossy(even([0.85, 0.85, 0.8]), 0.1, 0.1),
        kind: 'opaque',
      },
    ),
    ...[-0.84, 0.84].flatMap((x) => [...wheel(x, -1.35), ...wheel(x, 1.35)]),
  ];
}
