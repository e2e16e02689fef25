import type { Scene } from './Scene.ts';

/** Size of every picture of the sample. */
const frameWidth = 480;
const frameHeight = 320;

/** A rectified pair with centred optical axes and pictures of the sample's size. */
export function pairRig(focalPx: number, baselineM: number, doffsPx = 0): Scene['rig'] {
  return {
    focalPx,
    cxPx: (frameWidth - 1) / 2,
    cyPx: (frameHeight - 1) / 2,
    baselineM,
    doffsPx,
    width: frameWidth,
    height: frameHeight,
  };
}
