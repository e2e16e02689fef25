import type { Scene } from '../Scene.ts';
import { asteroid } from './asteroid.ts';
import { fenceAndPoles } from './fenceAndPoles.ts';
import { orchardBranches } from './orchardBranches.ts';
import { shopWindow } from './shopWindow.ts';
import { streetNoon } from './streetNoon.ts';
import { tableGlass } from './tableGlass.ts';

/** The frames of the sample project. */
export const allScenes: readonly Scene[] = [
  streetNoon,
  fenceAndPoles,
  shopWindow,
  tableGlass,
  orchardBranches,
  asteroid,
];
