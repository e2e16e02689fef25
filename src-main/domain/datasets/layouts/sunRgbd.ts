import { patternLayout } from '../patternLayout.ts';

/** SUN RGB-D: a folder per frame, whose files carry the sensor's names. */
export const sunRgbd = patternLayout(
  {
    name: 'sun-rgbd',
    label: 'SUN RGB-D',
    recognisedBy: '`kv1`, `kv2`, `realsense` or `xtion`, `…/FRAME/image/….jpg` beside `depth` or `depth_bfx`',
    groundTruth:
      '`depth` (else the filled `depth_bfx`): 16-bit PNG, bits rotated: depth m = ((v≫3)|(v≪13))/1000, 0 = unknown',
    calibration: '`intrinsics.txt`: nine numbers of K',
    masks: 'none',
    splits: 'none in the tree (`allsplit.mat` of the toolbox is not read)',
    source: 'SUN3D’s depthRead.m; README of SUNRGBD; domain notes §6.2; a sample checked',
    unverified: [],
  },
  [
    {
      left: '{**place}{sensor:kv1|kv2|realsense|xtion}/{**group}{frame}/image/{picture}.(jpg|png)',
      name: '{place}{sensor}/{group}{frame}',
      groundTruth: [
        {
          role: 'depth',
          path: [
            '{**place}{sensor:kv1|kv2|realsense|xtion}/{**group}{frame}/depth/{depth}.png',
            '{**place}{sensor:kv1|kv2|realsense|xtion}/{**group}{frame}/depth_bfx/{depth}.png',
          ],
          encoding: 'sun-rgbd',
        },
      ],
      calibration: [
        { kind: 'camera', syntax: 'matrix', path: '{place}{sensor}/{group}{frame}/intrinsics.txt' },
      ],
    },
  ],
  { claims: [/\/(depth|depth_bfx|fullres|extrinsics|annotation\w*|seg\w*)\/[^/]+$/] },
);
