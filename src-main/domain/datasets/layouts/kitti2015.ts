import { patternLayout, type Pattern } from '../patternLayout.ts';

const calibration = [
  'calib_cam_to_cam/{scene}.txt',
  'calib/{scene}.txt',
  'calib_cam_to_cam.txt',
  'calib.txt',
];

/** A scene's first moment has ground truth (`_10`); of other KITTI sets with these folders every frame is taken. */
function frames(suffix: string): Pattern {
  return {
    left: `{**place}image_2/{scene:\\d+}${suffix}.(png|jpg)`,
    name: `{place}{scene}${suffix}`,
    right: `{place}image_3/{scene}${suffix}.(png|jpg)`,
    isPair: true,
    groundTruth: [
      {
        role: 'disparity',
        path: [`{place}disp_occ_0/{scene}${suffix}.png`, `{place}disp_noc_0/{scene}${suffix}.png`],
        encoding: 'kitti-disparity',
      },
    ],
    masks: [{ role: 'nonoccluded-mask', path: `{place}disp_noc_0/{scene}${suffix}.png` }],
    classMasks: [{ className: 'foreground', path: `{place}obj_map/{scene}${suffix}.png` }],
    calibration: [{ kind: 'file', path: calibration.map((path) => `{place}${path}`) }],
    requires: suffix === '' ? ['right'] : [],
  };
}

/** KITTI stereo and scene flow 2015, and other KITTI sets with `image_2` beside `image_3`. */
export const kitti2015 = patternLayout(
  {
    name: 'kitti-2015',
    label: 'KITTI stereo 2015',
    recognisedBy: '`image_2` with `NNNNNN_10.png`',
    groundTruth:
      '`disp_occ_0`, else `disp_noc_0`: 16-bit PNG, disparity px = v/256, 0 = unknown; second moments (`_11`) are left out',
    calibration:
      '`calib_cam_to_cam/NNNNNN.txt` or `calib/NNNNNN.txt`: P_rect_02 and P_rect_03 (or P2, P3), metres',
    masks: '`disp_noc_0` beside `disp_occ_0`: non-occluded pixels; `obj_map` ≠ 0: class foreground',
    splits: '`training`, `testing` (no ground truth)',
    source: 'KITTI development kit 2015; domain notes §6.1',
    unverified: [],
  },
  [frames('_10'), frames('')],
  { claims: [/(^|\/)(image_[0-3]|disp_\w+|flow_\w+|viz_flow\w*|obj_map|calib\w*)\/[^/]+$/] },
);
