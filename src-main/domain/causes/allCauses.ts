import type { Cause } from './Cause.ts';
import { bentPlane } from './bentPlane.ts';
import { blackBackground } from './blackBackground.ts';
import { darkNoisy } from './darkNoisy.ts';
import { farRange } from './farRange.ts';
import { groundTruthSuspect } from './groundTruthSuspect.ts';
import { halfOccluded } from './halfOccluded.ts';
import { imageBorder } from './imageBorder.ts';
import { inversion } from './inversion.ts';
import { mirrorLike } from './mirrorLike.ts';
import { motion } from './motion.ts';
import { objectBoundary } from './objectBoundary.ts';
import { overExposed } from './overExposed.ts';
import { repetitive } from './repetitive.ts';
import { scaleShift } from './scaleShift.ts';
import { sky } from './sky.ts';
import { textureFree } from './textureFree.ts';
import { thinStructure } from './thinStructure.ts';
import { translucent } from './translucent.ts';

/** Every cause that regions are asked about, in the order in which equals are ranked. */
export const allCauses: readonly Cause[] = [
  inversion,
  scaleShift,
  thinStructure,
  translucent,
  mirrorLike,
  blackBackground,
  sky,
  overExposed,
  darkNoisy,
  motion,
  groundTruthSuspect,
  repetitive,
  halfOccluded,
  imageBorder,
  farRange,
  bentPlane,
  textureFree,
  objectBoundary,
];
