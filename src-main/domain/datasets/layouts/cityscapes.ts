import { patternLayout } from '../patternLayout.ts';

const id = '{split}/{city}/{frame}';

/** Cityscapes with the disparity package. */
export const cityscapes = patternLayout(
  {
    name: 'cityscapes',
    label: 'Cityscapes',
    recognisedBy: '`leftImg8bit/SPLIT/CITY/…_leftImg8bit.png`',
    groundTruth:
      '`disparity/…_disparity.png`: 16-bit, disparity px = (v − 1)/256, 0 = unknown; made by SGM, no measurement',
    calibration: '`camera/…_camera.json`: extrinsic.baseline (m), intrinsic fx, u0, v0',
    masks: 'none',
    splits: '`train`, `val`, `test`, `train_extra`',
    source: 'README of cityscapesScripts; domain notes §6.2',
    unverified: [],
  },
  [
    {
      left: `{**place}leftImg8bit/${id}_leftImg8bit.(png|jpg)`,
      name: '{place}{split}/{city}/{frame}',
      right: `{place}rightImg8bit/${id}_rightImg8bit.(png|jpg)`,
      groundTruth: [
        {
          role: 'disparity',
          path: `{place}disparity/${id}_disparity.png`,
          encoding: 'cityscapes-disparity',
        },
      ],
      calibration: [{ kind: 'camera', syntax: 'cityscapes', path: `{place}camera/${id}_camera.json` }],
    },
  ],
  { claims: [/(^|\/)(gtFine|gtCoarse|disparity|camera|rightImg8bit)\/[\w-]+\/[\w-]+\/[^/]+$/] },
);
