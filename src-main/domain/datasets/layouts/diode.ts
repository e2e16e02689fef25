import { patternLayout } from '../patternLayout.ts';
import { publishedRig } from '../publishedRig.ts';

/** DIODE. */
export const diode = patternLayout(
  {
    name: 'diode',
    label: 'DIODE',
    recognisedBy: '`indoors` or `outdoor`, `scene_NNNNN/scan_NNNNN/….png` beside `…_depth.npy`',
    groundTruth: '`…_depth.npy`: float32, metres; unknown where `…_depth_mask.npy` is 0',
    calibration: 'published: f 886.81 px, c (512, 384) at 1024×768',
    masks: '`…_depth_mask.npy`: applied to the depth',
    splits: '`train`, `val`, `test`',
    source: 'diode-dataset.org; domain notes §1.6, §6.2',
    unverified: ['the published camera (its fy differs: 927.06)'],
  },
  [
    {
      left: '{**place}{kind:indoors|outdoor}/scene_{scene}/scan_{scan}/{frame}.png',
      name: '{place}{kind}/scene_{scene}/scan_{scan}/{frame}',
      groundTruth: [
        {
          role: 'depth',
          path: '{place}{kind}/scene_{scene}/scan_{scan}/{frame}_depth.npy',
          encoding: 'diode',
        },
      ],
      calibration: [{ kind: 'published', rig: publishedRig([1024, 768], [886.81, 512, 384]) }],
      requires: ['groundTruth'],
    },
  ],
  { claims: [/_(depth|depth_mask|normal)\.npy$/] },
);
