import { Random } from '../../random.ts';
import type { Material, SceneObject } from '../../Scene.ts';
import { aroundAxis, Frustum } from '../../shapes/Frustum.ts';
import { Patch } from '../../shapes/Patch.ts';
import { Sphere } from '../../shapes/Sphere.ts';
import { add, addScaled, cross, normalise, scale, type Vec3 } from '../../vector.ts';

export interface TreeOptions {
  readonly seed: number;
  readonly foot: Vec3;
  readonly trunkHeight: number;
  readonly trunkRadius: number;
  /** Length of the first branches, metres. */
  readonly reach: number;
  /** How often branches fork. */
  readonly levels: number;
  /** Branches at every fork. */
  readonly forks: number;
  readonly leavesPerTwig: number;
  readonly leafSize: number;
  /** How much branches turn up (positive) or hang. */
  readonly lift: number;
  readonly barkMaterial: Material;
  readonly leafMaterial: Material;
  /** Rods thinner than this radius belong to the thin class. */
  readonly thinRadius: number;
  /** Called at the end of twigs, for fruit. */
  readonly onTwig?: (end: Vec3, random: Random) => SceneObject[];
}

/** A tree grown by a seeded rule: a trunk, curved branches that fork and taper, twigs with leaves. */
export function tree(options: TreeOptions): SceneObject[] {
  const random = new Random(options.seed);
  const grown: SceneObject[] = [];
  const { foot, trunkHeight, trunkRadius } = options;
  const lean = normalise([random.between(-0.08, 0.08), 1, random.between(-0.08, 0.08)]);
  const top = rod(grown, options, random, foot, lean, trunkHeight, trunkRadius, trunkRadius * 0.72);
  fork(grown, options, random, top.end, top.direction, options.reach, trunkRadius * 0.62, 1);
  return grown;
}

/** Three or four frusta along a gently bent line, joined by spheres. */
function rod(
  grown: SceneObject[],
  options: TreeOptions,
  random: Random,
  start: Vec3,
  direction: Vec3,
  length: number,
  rStart: number,
  rEnd: number,
): { readonly end: Vec3; readonly direction: Vec3; readonly middle: Vec3 } {
  const pieces = 4;
  const joints: Vec3[] = [start];
  let heading = direction;
  for (let i = 0; i < pieces; i++) {
    const bend = scale([random.normal(), random.normal() + options.lift, random.normal()], 0.12);
    heading = normalise(add(heading, bend));
    joints.push(addScaled(joints[i]!, heading, length / pieces));
    const [rA, rB] = [i, i + 1].map((k) => rStart + ((rEnd - rStart) * k) / pieces) as [number, number];
    const classes = rA < options.thinRadius ? (['thin'] as const) : [];
    const material = options.barkMaterial;
    grown.push({ shape: new Frustum(joints[i]!, joints[i + 1]!, rA, rB), material, classes });
    grown.push({ shape: new Sphere(joints[i + 1]!, rB), material, classes });
  }
  return { end: joints[pieces]!, direction: heading, middle: joints[pieces >> 1]! };
}

function fork(
  grown: SceneObject[],
  options: TreeOptions,
  random: Random,
  start: Vec3,
  direction: Vec3,
  length: number,
  radius: number,
  level: number,
): void {
  const turn = random.between(0, 2 * Math.PI);
  for (let i = 0; i < options.forks; i++) {
    const angle = turn + (2 * Math.PI * i) / options.forks + random.between(-0.4, 0.4);
    const outwards = aroundAxis(start, add(start, direction), angle);
    const heading = normalise(addScaled(direction, outwards, random.between(0.55, 1.15)));
    const own = length * random.between(0.75, 1.15);
    const branch = rod(grown, options, random, start, heading, own, radius, radius * 0.55);
    if (level < options.levels) {
      fork(grown, options, random, branch.end, branch.direction, length * 0.72, radius * 0.55, level + 1);
      if (level > 1) leaves(grown, options, random, branch.middle, Math.ceil(options.leavesPerTwig / 3));
    } else {
      leaves(grown, options, random, branch.middle, Math.ceil(options.leavesPerTwig / 2));
      leaves(grown, options, random, branch.end, options.leavesPerTwig);
      grown.push(...(options.onTwig?.(branch.end, random) ?? []));
    }
  }
}

function leaves(
  grown: SceneObject[],
  options: TreeOptions,
  random: Random,
  around: Vec3,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const spread = options.leafSize * 3.2;
    const centre = add(around, scale([random.normal(), random.normal(), random.normal()], spread * 0.5));
    const tip = normalise([random.normal(), random.normal() - 0.4, random.normal()]);
    const side = normalise(cross(tip, [random.normal(), random.normal() + 0.8, random.normal()]));
    const size = options.leafSize * random.between(0.7, 1.3);
    const shape = new Patch(centre, scale(tip, size / 2), scale(side, size * 0.28), 'ellipse');
    grown.push({ shape, material: options.leafMaterial, classes: [] });
  }
}
