import type { Scene } from './Scene.ts';

/** Size of every picture of the sample. */
export const frameWidth = 480;
export const frameHeight = 320;

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

/** The same view in a picture of another width; disparities shrink by the same factor. */
export function resizedTo(scene: Scene, width: number): Scene {
  const factor = width / scene.rig.width;
  const { focalPx, cxPx, cyPx, doffsPx, height } = scene.rig;
  return {
    ...scene,
    rig: {
      ...scene.rig,
      focalPx: focalPx * factor,
      cxPx: (cxPx + 0.5) * factor - 0.5,
      cyPx: (cyPx + 0.5) * factor - 0.5,
      doffsPx: doffsPx * factor,
      width,
      height: Math.round(height * factor),
    },
  };
}
