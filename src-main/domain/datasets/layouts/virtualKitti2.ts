import { patternLayout } from '../patternLayout.ts';
import { publishedRig } from '../publishedRig.ts';

const frame = 'Scene{scene:\\d\\d}/{variant}/frames';

/** Virtual KITTI 2; pictures, depth and text files come as archives of their own and may lie side by side. */
export const virtualKitti2 = patternLayout(
  {
    name: 'vkitti2',
    label: 'Virtual KITTI 2',
    recognisedBy: '`SceneNN/VARIANT/frames/rgb/Camera_0/rgb_NNNNN.jpg`',
    groundTruth:
      '`frames/depth/Camera_0/depth_NNNNN.png`: 16-bit, depth m = v/100; from 65500 on sky, unknown',
    calibration:
      '`SceneNN/VARIANT/intrinsic.txt`, a line per frame and camera; else published f 725.0087 px, c (620.5, 187) at 1242×375; baseline 0.532725 m',
    masks: 'none (class and instance pictures are not read)',
    splits: 'none',
    source: 'europe.naverlabs.com; domain notes §1.2, §6.1; public loaders of intrinsic.txt',
    unverified: [],
  },
  [
    {
      left: `{**place}${frame}/rgb/Camera_0/rgb_{frame:\\d{5}}.(jpg|png)`,
      name: '{place}Scene{scene}/{variant}/{frame}',
      right: '{place}Scene{scene}/{variant}/frames/rgb/Camera_1/rgb_{frame}.(jpg|png)',
      groundTruth: [
        {
          role: 'depth',
          path: [
            '{place}Scene{scene}/{variant}/frames/depth/Camera_0/depth_{frame}.png',
            `{**other}${frame}/depth/Camera_0/depth_{frame:\\d{5}}.png`,
          ],
          encoding: 'vkitti2',
        },
      ],
      calibration: [
        {
          kind: 'camera',
          syntax: 'virtual-kitti',
          path: [
            '{place}Scene{scene}/{variant}/intrinsic.txt',
            '{**other}Scene{scene:\\d\\d}/{variant}/intrinsic.txt',
          ],
          frame: 'frame',
          camera: 0,
          baselineM: 0.532725,
        },
        { kind: 'published', rig: publishedRig([1242, 375], [725.0087, 620.5, 187], 0.532725) },
      ],
    },
  ],
  { claims: [/\/frames\/(rgb|depth|classSegmentation|instanceSegmentation|\w*[fF]low)\/Camera_[01]\//] },
);
