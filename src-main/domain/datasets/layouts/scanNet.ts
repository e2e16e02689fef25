import { patternLayout } from '../patternLayout.ts';

const scene = '{**place}{scene:scene\\d{4}_\\d\\d}';

/** ScanNet as its reader exports it, and its 25k subset. */
export const scanNet = patternLayout(
  {
    name: 'scannet',
    label: 'ScanNet',
    recognisedBy: '`sceneNNNN_NN/color/N.jpg` beside `depth/N.png`',
    groundTruth:
      '`depth`: 16-bit PNG, depth m = v/1000, 0 = unknown; colour must have the size of depth (the reader’s option), else the depth is left out',
    calibration: '`intrinsic/intrinsic_depth.txt` or `intrinsics_depth.txt`: 4×4',
    masks: 'none (labels are not read)',
    splits: 'none in the tree',
    source: 'domain notes §6.2',
    unverified: [],
  },
  [
    {
      left: `${scene}/color/{frame:\\d+}.(jpg|png)`,
      name: '{place}{scene}/{frame}',
      groundTruth: [{ role: 'depth', path: '{place}{scene}/depth/{frame}.png', encoding: 'millimetres' }],
      calibration: [
        {
          kind: 'camera',
          syntax: 'matrix',
          path: [
            '{place}{scene}/intrinsic/intrinsic_depth.txt',
            '{place}{scene}/intrinsics_depth.txt',
            '{place}{scene}/intrinsic/intrinsic_color.txt',
          ],
        },
      ],
    },
  ],
  { claims: [/scene\d{4}_\d\d\/(color|depth|pose|label|instance|intrinsic)\//] },
);
