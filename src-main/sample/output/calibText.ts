import type { Scene } from '../Scene.ts';

/** The pair's calibration as Middlebury's `calib.txt`: pixels, and the baseline in millimetres. */
export function calibText({ focalPx, cxPx, cyPx, doffsPx, baselineM, width, height }: Scene['rig']): string {
  const matrix = (cx: number) => `[${focalPx} 0 ${cx}; 0 ${focalPx} ${cyPx}; 0 0 1]`;
  const lines = [
    `cam0=${matrix(cxPx)}`,
    `cam1=${matrix(cxPx + doffsPx)}`,
    `doffs=${doffsPx}`,
    `baseline=${Number((baselineM * 1000).toPrecision(12))}`,
    `width=${width}`,
    `height=${height}`,
    'ndisp=64',
  ];
  return `${lines.join('\n')}\n`;
}
