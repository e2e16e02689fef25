import { patternLayout } from '../patternLayout.ts';

/** KITTI's depth completion and depth prediction: the selected validation frames and the anonymous test frames. */
export const kittiDepth = patternLayout(
  {
    name: 'kitti-depth',
    label: 'KITTI depth completion and prediction',
    recognisedBy:
      '`val_selection_cropped/image/…_sync_image_NNNNNNNNNN_image_02.png`, `test_depth_*_anonymous/image`',
    groundTruth: '`groundtruth_depth`: 16-bit PNG, depth m = v/256, 0 = unknown',
    calibration: '`intrinsics/….txt`: nine numbers of K, row-major',
    masks: 'none (`velodyne_raw` is the sparse input, not used)',
    splits: '`val_selection_cropped`, `test_depth_completion_anonymous`, `test_depth_prediction_anonymous`',
    source: 'KITTI depth development kit; domain notes §6.1',
    unverified: [],
  },
  [
    {
      left: '{**place}image/{drive:\\d{4}_\\d\\d_\\d\\d_drive_\\d{4}_sync}_image_{frame:\\d{10}}_image_0{camera:[23]}.png',
      name: '{place}{drive}_{frame}_0{camera}',
      groundTruth: [
        {
          role: 'depth',
          path: '{place}groundtruth_depth/{drive}_groundtruth_depth_{frame}_image_0{camera}.png',
          encoding: 'kitti-depth',
        },
      ],
      calibration: [
        {
          kind: 'camera',
          syntax: 'matrix',
          path: '{place}intrinsics/{drive}_image_{frame}_image_0{camera}.txt',
        },
      ],
    },
    {
      left: '{**place}{set:test_depth_\\w+}/image/{frame:\\d{10}}.png',
      name: '{place}{set}/{frame}',
      calibration: [{ kind: 'camera', syntax: 'matrix', path: '{place}{set}/intrinsics/{frame}.txt' }],
    },
  ],
  { claims: [/(^|\/)(val_selection_cropped|test_depth_\w+)\/(velodyne_raw|intrinsics)\//] },
);
