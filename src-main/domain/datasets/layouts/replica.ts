import { patternLayout } from '../patternLayout.ts';
import { publishedRig } from '../publishedRig.ts';

/** Replica as NICE-SLAM rendered it. */
export const replica = patternLayout(
  {
    name: 'replica',
    label: 'Replica (NICE-SLAM’s renderings)',
    recognisedBy: '`SCENE/results/frameNNNNNN.jpg` beside `depthNNNNNN.png`',
    groundTruth: '`depthNNNNNN.png`: 16-bit, depth m = v/6553.5, 0 = unknown',
    calibration: '`cam_params.json` above the scenes; else published f 600 px, c (599.5, 339.5) at 1200×680',
    masks: 'none',
    splits: 'none',
    source: 'public SLAM programs’ settings for these renderings',
    unverified: [],
  },
  [
    {
      left: '{**place}{scene}/results/frame{frame:\\d+}.(jpg|png)',
      name: '{place}{scene}/{frame}',
      groundTruth: [{ role: 'depth', path: '{place}{scene}/results/depth{frame}.png', encoding: 'replica' }],
      calibration: [
        {
          kind: 'camera',
          syntax: 'json',
          path: ['{place}{scene}/cam_params.json', '{place}cam_params.json'],
        },
        { kind: 'published', rig: publishedRig([1200, 680], [600, 599.5, 339.5]) },
      ],
      requires: ['groundTruth'],
    },
  ],
);
