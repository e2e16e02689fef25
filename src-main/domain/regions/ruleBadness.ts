import type { FrameScene } from '../causes/FrameScene.ts';
import { nearnessRange } from '../causes/scene/nearnessRange.ts';

/** Sky nearer than this share of the map's range is wrong (what Depth Anything V2 puts there is about 0). */
const skyLimit = 0.05;
/** … black background likewise (leakage of domain reference 7.3). */
const backgroundLimit = 0.1;

/**
 * Pixels that fail by what they must be: sky and black space are infinitely far, so a nearness above a small share of the
 * map's range is wrong there. 1 − limit ÷ share of the range; 0 elsewhere; null where the picture shows neither.
 */
export function ruleBadness(scene: FrameScene): Float32Array | null {
  const { sky, background, predictedLog } = scene;
  if (!sky.includes(1) && !background.includes(1)) return null;
  const range = nearnessRange(predictedLog);
  if (range === null) return null;
  const badness = new Float32Array(predictedLog.length);
  let any = false;
  for (let i = 0; i < badness.length; i += 1) {
    const limit = background[i] !== 0 ? backgroundLimit : sky[i] !== 0 ? skyLimit : 0;
    if (limit === 0) continue;
    const share = range.shareOf(predictedLog[i]!);
    if (!(share > limit)) continue;
    badness[i] = 1 - limit / share;
    any = true;
  }
  return any ? badness : null;
}
