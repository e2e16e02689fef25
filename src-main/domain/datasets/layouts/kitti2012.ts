import { patternLayout, type Pattern } from '../patternLayout.ts';

function pictures(left: string, right: string, pair: 'grey' | 'colour'): Pattern {
  return {
    left: `{**place}${left}/{scene:\\d+}_10.(png|jpg)`,
    name: '{place}{scene}_10',
    right: `{place}${right}/{scene}_10.(png|jpg)`,
    isPair: true,
    groundTruth: [
      {
        role: 'disparity',
        path: ['{place}disp_occ/{scene}_10.png', '{place}disp_noc/{scene}_10.png'],
        encoding: 'kitti-disparity',
      },
    ],
    masks: [{ role: 'nonoccluded-mask', path: '{place}disp_noc/{scene}_10.png' }],
    classMasks: [
      {
        className: 'reflective',
        path: ['{place}disp_refl_occ/{scene}_10.png', '{place}disp_refl_noc/{scene}_10.png'],
      },
    ],
    calibration: [
      {
        kind: 'file',
        pair,
        path: ['{place}calib/{scene}.txt', '{place}calib_cam_to_cam/{scene}.txt', '{place}calib.txt'],
      },
    ],
  };
}

/** KITTI stereo 2012: the colour pair, or the grey one where it is alone. */
export const kitti2012 = patternLayout(
  {
    name: 'kitti-2012',
    label: 'KITTI stereo 2012',
    recognisedBy: '`colored_0` (else `image_0`) with `NNNNNN_10.png`',
    groundTruth: '`disp_occ`, else `disp_noc`: 16-bit PNG, disparity px = v/256, 0 = unknown',
    calibration: '`calib/NNNNNN.txt`: P2 and P3 (P0 and P1 for the grey pair), metres',
    masks:
      '`disp_noc` beside `disp_occ`: non-occluded pixels; `disp_refl_occ` ≠ 0: class reflective (ground truth of reflections)',
    splits: '`training`, `testing` (no ground truth)',
    source: 'KITTI development kit 2012; domain notes §6.1',
    unverified: ['disp_refl_occ as the reflective regions of the benchmark’s own table'],
  },
  [pictures('colored_0', 'colored_1', 'colour'), pictures('image_0', 'image_1', 'grey')],
  { claims: [/(^|\/)(image_[01]|colored_[01]|disp_\w+|flow_\w+|calib\w*)\/[^/]+$/] },
);
