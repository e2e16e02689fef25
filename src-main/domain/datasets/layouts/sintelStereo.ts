import { patternLayout } from '../patternLayout.ts';

/** MPI Sintel, stereo. */
export const sintelStereo = patternLayout(
  {
    name: 'sintel-stereo',
    label: 'Sintel stereo',
    recognisedBy: '`clean_left` or `final_left` beside `…_right`, `SEQUENCE/frame_NNNN.png`',
    groundTruth: '`disparities`: 8-bit RGB PNG, disparity px = 4·R + G/64 + B/16384; every pixel has a value',
    calibration:
      '`camdata_left/…/frame_NNNN.cam` of the depth set where it lies beside; baseline 0.1 m, else none',
    masks: '`occlusions`: occluded pixels; `outofframe`: class out-of-frame',
    splits: '`training`, `test` (no ground truth)',
    source: 'README of the stereo training data (baseline 10 cm, encoding, masks); domain notes §6.1',
    unverified: [],
  },
  [
    {
      left: '{**place}{pass:clean|final}_left/{sequence}/{frame:frame_\\d+}.png',
      name: '{place}{pass}/{sequence}/{frame}',
      right: '{place}{pass}_right/{sequence}/{frame}.png',
      isPair: true,
      groundTruth: [
        {
          role: 'disparity',
          path: '{place}disparities/{sequence}/{frame}.png',
          encoding: 'sintel-disparity',
        },
      ],
      masks: [{ role: 'occlusion-mask', path: '{place}occlusions/{sequence}/{frame}.png' }],
      classMasks: [{ className: 'out-of-frame', path: '{place}outofframe/{sequence}/{frame}.png' }],
      calibration: [
        {
          kind: 'camera',
          syntax: 'sintel',
          path: '{place}camdata_left/{sequence}/{frame}.cam',
          baselineM: 0.1,
        },
      ],
    },
  ],
  { claims: [/(^|\/)(disparities_viz|occlusions|outofframe|disparities)\//] },
);
