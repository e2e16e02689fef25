import { patternLayout } from '../patternLayout.ts';

/** Spring. Its ground truth has twice the pictures' size. */
export const spring = patternLayout(
  {
    name: 'spring',
    label: 'Spring',
    recognisedBy: '`NNNN/frame_left/frame_left_NNNN.png` beside `frame_right`',
    groundTruth:
      '`disp1_left/….dsp5`: HDF5 `disparity` px of the picture at twice its size, every second row and column is taken; ≤ 0 and NaN = sky, unknown',
    calibration: '`cam_data/intrinsics.txt`: fx fy cx cy, one line per frame; baseline 0.065 m',
    masks: 'none (detail, match and sky maps are not read)',
    splits: '`train`, `test` (no ground truth)',
    source: 'spring-benchmark.org; domain notes §6.1',
    unverified: ['where the detail, match and sky maps lie'],
  },
  [
    {
      left: '{**place}{scene:\\d{4}}/frame_left/frame_left_{frame:\\d{4}}.png',
      name: '{place}{scene}/{frame}',
      right: '{place}{scene}/frame_right/frame_right_{frame}.png',
      isPair: true,
      groundTruth: [
        {
          role: 'disparity',
          path: '{place}{scene}/disp1_left/disp1_left_{frame}.dsp5',
          encoding: 'spring',
        },
      ],
      calibration: [
        {
          kind: 'camera',
          syntax: 'spring',
          path: '{place}{scene}/cam_data/intrinsics.txt',
          frame: 'frame',
          firstFrame: 1,
          baselineM: 0.065,
        },
      ],
    },
  ],
  { claims: [/(^|\/)\d{4}\/(frame_(left|right)|disp[12]_(left|right)|flow_\w+|maps|cam_data)\//] },
);
