import { patternLayout } from '../patternLayout.ts';
import { publishedRig } from '../publishedRig.ts';

/** NYU Depth V2 as BTS and its followers export it. */
export const nyuFolders = patternLayout(
  {
    name: 'nyu-folders',
    label: 'NYU Depth V2, folders',
    recognisedBy: '`SCENE/rgb_NNNNN.jpg` beside `sync_depth_NNNNN.png`',
    groundTruth:
      '`sync_depth_….png`: 16-bit, depth m = v/1000, 0 = unknown (Metric3D’s own export of the same names divides by 6000)',
    calibration: 'published: f 518.8579 px, c (325.58245, 253.73617) at 640×480',
    masks: 'none',
    splits: '`train`, `test`',
    source: 'domain notes §6.2; BTS’s file lists',
    unverified: [],
  },
  [
    {
      left: '{**place}rgb_{frame:\\d+}.(jpg|png)',
      name: '{place}{frame}',
      groundTruth: [{ role: 'depth', path: '{place}sync_depth_{frame}.png', encoding: 'nyu' }],
      calibration: [{ kind: 'published', rig: publishedRig([640, 480], [518.8579, 325.58245, 253.73617]) }],
      requires: ['groundTruth'],
    },
  ],
);
