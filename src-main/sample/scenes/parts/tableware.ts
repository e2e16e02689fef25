import type { GlassMaterial, Material, SceneObject } from '../../Scene.ts';
import { Box } from '../../shapes/Box.ts';
import { Frustum, lathe } from '../../shapes/Frustum.ts';
import { Patch } from '../../shapes/Patch.ts';
import { Sphere } from '../../shapes/Sphere.ts';
import { dull, even, fruit, glossy, planks, printed, weathered } from '../../textures/materials.ts';
import { add, type Vec3 } from '../../vector.ts';
import { objects } from './object.ts';

const clear: GlassMaterial = { kind: 'glass', tint: [0.91, 0.945, 0.935] };
const green: GlassMaterial = { kind: 'glass', tint: [0.36, 0.62, 0.34] };

/** Points on a smooth curve through the given ones, so that the rings of a lathe join without edges. */
function smoothProfile(points: readonly (readonly [number, number])[], perSpan: number): [number, number][] {
  const at = (i: number) => points[Math.max(0, Math.min(points.length - 1, i))]!;
  const curve = (t: number, k: 0 | 1, i: number) => {
    const [a, b, c, d] = [at(i - 1)[k], at(i)[k], at(i + 1)[k], at(i + 2)[k]];
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  };
  const spans = points
    .slice(1)
    .flatMap((_, i) =>
      Array.from({ length: perSpan }, (_unused, step): [number, number] => [
        curve(step / perSpan, 0, i),
        Math.max(0.001, curve(step / perSpan, 1, i)),
      ]),
    );
  return [...spans, [...at(points.length - 1)]];
}

/** A green wine bottle with a paper label, 31 cm high. */
export function bottle(foot: Vec3, labelFacing: number): SceneObject[] {
  const profile = smoothProfile(
    [
      [0.0, 0.034],
      [0.012, 0.0385],
      [0.03, 0.039],
      [0.12, 0.039],
      [0.185, 0.0385],
      [0.215, 0.029],
      [0.24, 0.0165],
      [0.27, 0.0142],
      [0.295, 0.0138],
    ],
    5,
  );
  const lip = new Frustum(add(foot, [0, 0.288, 0]), add(foot, [0, 0.3, 0]), 0.0165, 0.0165, { capped: true });
  const slices = 14;
  const label = Array.from({ length: slices }, (_, i) => {
    const angle = labelFacing + ((i + 0.5) / slices - 0.5) * 2.1;
    const half = (1.05 / slices) * 0.0397;
    const out: Vec3 = [Math.sin(angle), 0, -Math.cos(angle)];
    const side: Vec3 = [Math.cos(angle) * half, 0, Math.sin(angle) * half];
    return { shape: new Patch(add(foot, [out[0] * 0.0394, 0.092, out[2] * 0.0394]), side, [0, 0.038, 0]), i };
  });
  const print = printed(19, [0.78, 0.73, 0.6], [0.1, 0.06, 0.05], [0.5, 0.09, 0.07], 0.05);
  return [
    ...objects(lathe(foot, profile), green, 'translucent'),
    ...objects(lip, green, 'translucent'),
    ...label.flatMap(({ shape, i }) =>
      objects(
        shape,
        dull((at) => print({ ...at, u: at.u + (i - slices / 2) * 0.0059 })),
      ),
    ),
  ];
}

/** A drinking glass with an outer and an inner wall and a thick floor, filled with juice up to a height. */
export function tumbler(foot: Vec3, height: number, radius: number, filledTo = 0): SceneObject[] {
  const at = (y: number) => add(foot, [0, y, 0]);
  const inner = (y: number) => radius * (0.755 + 0.19 * ((y - 0.012) / (height - 0.012)));
  const juice = glossy(even([0.72, 0.3, 0.025]), 0.15, 0.03);
  const filling = new Frustum(at(0.0125), at(filledTo), inner(0.0125), inner(filledTo), { capped: true });
  const walls = objects(
    [
      new Frustum(foot, at(height), radius * 0.82, radius, { capped: false }),
      new Frustum(at(0.012), at(height), radius * 0.76, radius * 0.95),
      new Patch(at(0.001), [radius * 0.82, 0, 0], [0, 0, radius * 0.82], 'ellipse'),
      new Patch(at(0.012), [radius * 0.76, 0, 0], [0, 0, radius * 0.76], 'ellipse'),
    ],
    clear,
    'translucent',
  );
  return filledTo > 0 ? [...walls, ...objects(filling, juice)] : walls;
}

/** A glazed mug with pencils in it. */
export function mugWithPencils(foot: Vec3): SceneObject[] {
  const at = (x: number, y: number, z = 0) => add(foot, [x, y, z]);
  const glaze: Material = { ...glossy(even([0.08, 0.16, 0.3]), 0.12, 0.05), kind: 'opaque' };
  const wall = [
    new Frustum(foot, at(0, 0.095), 0.04, 0.041),
    new Frustum(at(0, 0.004), at(0, 0.095), 0.036, 0.0375),
    new Frustum(at(0, 0.0945), at(0, 0.095), 0.0375, 0.041),
  ];
  const pencils: (readonly [Vec3, Vec3, Vec3])[] = [
    [at(-0.012, 0.01), at(-0.05, 0.185, 0.012), [0.7, 0.42, 0.03]],
    [at(0.01, 0.01, -0.01), at(0.042, 0.19, -0.01), [0.55, 0.06, 0.05]],
    [at(0.002, 0.01, 0.012), at(0.006, 0.2, 0.03), [0.05, 0.3, 0.16]],
    [at(-0.008, 0.01, -0.012), at(-0.022, 0.178, -0.026), [0.1, 0.1, 0.11]],
  ];
  return [
    ...objects(wall, glaze),
    ...pencils.flatMap(([low, high, tone]) => {
      const tip: Vec3 = [0, 1, 2].map((k) => high[k]! + (high[k]! - low[k]!) * 0.09) as unknown as Vec3;
      return [
        ...objects(new Frustum(low, high, 0.0036, 0.0036), glossy(even(tone), 0.3), 'thin'),
        ...objects(new Frustum(high, tip, 0.0036, 0.0005), dull(even([0.62, 0.44, 0.27])), 'thin'),
      ];
    }),
  ];
}

/** A stack of books, each turned a little. */
export function books(centre: Vec3, seed: number): SceneObject[] {
  const covers: readonly (readonly [Vec3, Vec3, number, number])[] = [
    [[0.34, 0.06, 0.05], [0.7, 0.6, 0.3], 0.02, 0.24],
    [[0.06, 0.17, 0.24], [0.75, 0.72, 0.62], 0.015, -0.1],
    [[0.6, 0.5, 0.3], [0.12, 0.1, 0.1], 0.024, 0.12],
  ];
  let y = centre[1];
  return covers.flatMap(([tone, second, half, turn], i) => {
    const middle: Vec3 = [centre[0], y + half, centre[2]];
    y += half * 2;
    const size = 1 - 0.08 * i;
    const cover = dull(printed(seed + i, tone, second, [tone[0] * 1.5, tone[1] * 1.6, tone[2] * 1.4], 0.1));
    const pages = dull(({ position: [, height] }) =>
      Math.sin(height * 5200) > 0 ? [0.7, 0.66, 0.56] : [0.6, 0.56, 0.47],
    );
    const board = (dy: number) => new Box(add(middle, [0, dy, 0]), [0.12 * size, 0.0022, 0.085 * size], turn);
    return [
      ...objects([board(half - 0.0022), board(0.0022 - half)], cover),
      ...objects(new Box(middle, [0.117 * size, half - 0.004, 0.082 * size], turn), pages),
    ];
  });
}

/** A wooden bowl with apples. */
export function fruitBowl(foot: Vec3): SceneObject[] {
  const at = (x: number, y: number, z: number) => add(foot, [x, y, z]);
  const wood = { ...glossy(planks(44, 0.4, 'x', [0.3, 0.16, 0.08]), 0.4), kind: 'opaque' as const };
  const outer = smoothProfile(
    [
      [0, 0.04],
      [0.012, 0.062],
      [0.035, 0.088],
      [0.062, 0.102],
    ],
    4,
  );
  const inner = outer.map(([height, radius]): [number, number] => [height * 0.93 + 0.0045, radius * 0.955]);
  const fruits: (readonly [Vec3, number])[] = [
    [at(-0.042, 0.06, -0.02), 0.036],
    [at(0.036, 0.062, -0.034), 0.037],
    [at(0.046, 0.064, 0.04), 0.036],
    [at(-0.03, 0.066, 0.05), 0.037],
    [at(0.004, 0.11, 0.002), 0.036],
  ];
  return [
    ...objects([...lathe(foot, outer), ...lathe(foot, inner)], wood),
    ...fruits.flatMap(([centre, radius], i) => [
      ...objects(
        new Sphere(centre, radius),
        glossy(fruit(300 + i, [0.5, 0.42, 0.08], i === 1 ? [0.55, 0.3, 0.03] : [0.42, 0.035, 0.025]), 0.25),
      ),
      ...objects(
        new Frustum(
          add(centre, [0, radius * 0.97, 0]),
          add(centre, [0.006, radius + 0.014, 0.003]),
          0.0016,
          0.0012,
        ),
        dull(even([0.12, 0.08, 0.04])),
        'thin',
      ),
    ]),
  ];
}

/** A glazed vase of the given height. */
export function vase(foot: Vec3, height: number, tone: Vec3, seed: number): SceneObject[] {
  const belly = 0.2 + 0.1 * Math.sin(seed * 2.1);
  const profile = smoothProfile(
    [
      [0, height * 0.16],
      [height * 0.12, height * belly],
      [height * 0.42, height * (belly + 0.05)],
      [height * 0.72, height * 0.12],
      [height * 0.9, height * 0.09],
      [height, height * 0.14],
    ],
    6,
  );
  return objects(lathe(foot, profile), glossy(weathered(seed, tone), 0.12, 0.05));
}
