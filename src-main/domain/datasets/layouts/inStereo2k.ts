import { patternLayout } from '../patternLayout.ts';

/** InStereo2K. */
export const inStereo2k = patternLayout(
  {
    name: 'instereo2k',
    label: 'InStereo2K',
    recognisedBy: '`ID/left.png`, `right.png` and `left_disp.png` in one folder',
    groundTruth: '`left_disp.png`: 16-bit, disparity px = v/100, 0 = unknown',
    calibration: 'none is distributed',
    masks: 'none',
    splits: '`train`, `test`',
    source: 'domain notes §6.1 (and the bug in torchvision, which divides by 1024)',
    unverified: [],
  },
  [
    {
      left: '{**scene}left.png',
      name: '{scene}',
      right: '{scene}right.png',
      isPair: true,
      groundTruth: [{ role: 'disparity', path: '{scene}left_disp.png', encoding: 'instereo2k' }],
      requires: ['right', 'groundTruth'],
    },
  ],
  { claims: [/(^|\/)(left|right)(_disp)?\.png$/] },
);
