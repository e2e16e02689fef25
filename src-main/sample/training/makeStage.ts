import { hash } from '../random.ts';
import { Dice } from './Dice.ts';
import { clutter } from './families/clutter.ts';
import { kitchen } from './families/kitchen.ts';
import { park } from './families/park.ts';
import { room } from './families/room.ts';
import { shelter } from './families/shelter.ts';
import { space } from './families/space.ts';
import { stillLife } from './families/stillLife.ts';
import { street } from './families/street.ts';
import { tableTop } from './families/tableTop.ts';
import { terrain } from './families/terrain.ts';
import type { Stage } from './Stage.ts';

const families = { room, street, park, tableTop, clutter, terrain, space, kitchen, stillLife, shelter };
export type Family = keyof typeof families;
export const familyNames = Object.keys(families) as Family[];

/** How often each family comes among twenty pictures, up to number 3,200. */
const firstCycle: readonly Family[] = [
  'room',
  'tableTop',
  'clutter',
  'street',
  'room',
  'clutter',
  'tableTop',
  'park',
  'room',
  'street',
  'clutter',
  'room',
  'tableTop',
  'street',
  'terrain',
  'room',
  'clutter',
  'park',
  'tableTop',
  'space',
];

/** The same from number 3,200 to 4,199, where more of what the network finds hard is wanted: the open air. */
const laterCycle: readonly Family[] = [
  'street',
  'room',
  'park',
  'tableTop',
  'street',
  'room',
  'clutter',
  'street',
  'park',
  'tableTop',
  'room',
  'street',
  'clutter',
  'park',
  'tableTop',
  'street',
  'room',
  'terrain',
  'park',
  'street',
];

/** From number 4,200 on: mostly what the others lack, worktops in corners, large things close by, things overhead. */
const latestCycle: readonly Family[] = [
  'kitchen',
  'stillLife',
  'shelter',
  'room',
  'stillLife',
  'kitchen',
  'street',
  'shelter',
  'kitchen',
  'stillLife',
  'tableTop',
  'kitchen',
  'park',
  'stillLife',
  'shelter',
  'clutter',
  'kitchen',
  'room',
  'stillLife',
  'street',
];

/** Every picture has this many pixels, whatever its shape. */
export const pixelsPerPicture = 49_152;

export interface NumberedStage {
  readonly stage: Stage;
  readonly family: Family;
  readonly width: number;
  readonly height: number;
}

/** Picture number `index` of the set that belongs to a seed; the same for ever. */
export function makeStage(setSeed: number, index: number): NumberedStage {
  const seed = hash(setSeed, index, 4711);
  const dice = new Dice(seed);
  const cycle = index < 3200 ? firstCycle : index < 4200 ? laterCycle : latestCycle;
  const family = cycle[index % cycle.length]!;
  const isWide = dice.chance(family === 'street' ? 0.55 : 0.08);
  const isTall = !isWide && dice.chance(0.06);
  const [width, height] = isWide ? [384, 128] : isTall ? [192, 256] : [256, 192];
  return { stage: families[family](dice, seed), family, width, height };
}
