import { patternLayout } from '../patternLayout.ts';

/** DrivingStereo, training and test trees; pictures of half or full size. */
export const drivingStereo = patternLayout(
  {
    name: 'driving-stereo',
    label: 'DrivingStereo',
    recognisedBy: '`train-left-image` beside `train-right-image` (also `test-…`)',
    groundTruth:
      '`…-disparity-map`: 16-bit PNG, disparity px = v/256; `…-depth-map`: depth m = v/256; 0 = unknown',
    calibration:
      '`DAY.txt` below `half-image-calib` (half-size pictures), `full-image-calib` or `calib`, or `calib.txt` beside the day: P_rect_101, P_rect_103, metres',
    masks: 'none',
    splits: '`train`, `test`',
    source: 'drivingstereo-dataset.github.io; domain notes §6.1; public loaders (P_rect_101, P_rect_103)',
    unverified: ['where the calibration files lie'],
  },
  [
    {
      left: '{**place}{split:train|test}-left-image/{**above}{day}/{frame}.(jpg|png)',
      name: '{place}{above}{day}/{frame}',
      right: '{place}{split}-right-image/{above}{day}/{frame}.(jpg|png)',
      isPair: true,
      groundTruth: [
        {
          role: 'disparity',
          path: '{place}{split}-disparity-map/{above}{day}/{frame}.png',
          encoding: 'kitti-disparity',
        },
        { role: 'depth', path: '{place}{split}-depth-map/{above}{day}/{frame}.png', encoding: 'kitti-depth' },
      ],
      calibration: [
        {
          kind: 'camera',
          syntax: 'driving-stereo',
          path: ['half-image-calib', 'full-image-calib', 'calib'].flatMap((folder) => [
            `{place}${folder}/{day}.txt`,
            `{place}{split}-${folder}/{day}.txt`,
          ]),
        },
        {
          kind: 'file',
          path: ['{place}{above}{day}/calib.txt', '{place}{split}-left-image/{above}{day}/calib.txt'],
        },
      ],
      split: ({ split }) => (split === 'test' ? 'test' : 'training'),
    },
  ],
  { claims: [/(^|\/)(train|test)-(left-image|right-image|disparity-map|depth-map)\//] },
);
