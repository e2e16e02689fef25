import { patternLayout } from '../patternLayout.ts';

const materials = [0, 1, 2, 3].map((value) => ({
  className: `material-${value}`,
  path: '{place}{scene}/mask_cat.png',
  values: [value],
}));

/** Booster: specular and transparent surfaces, several pictures of each scene under other light. */
export const booster = patternLayout(
  {
    name: 'booster',
    label: 'Booster',
    recognisedBy: '`SCENE/camera_00/….png` beside `camera_02` and `disp_00.npy` or `calib_00-02.xml`',
    groundTruth: '`disp_00.npy`: float32 px; ≤ 0 and non-finite = unknown; the pictures are rectified',
    calibration:
      '`calib_00-02.xml` (OpenCV): proj_matL, proj_matR; baseline = −P2[0,3]/f, read as metres up to 5 and as millimetres above',
    masks:
      '`mask_cat.png`: classes material-0 … material-3 (2 and 3 are transparent or mirror-like); `mask_00.png`: non-occluded pixels',
    splits: '`train`, `test` (no ground truth)',
    source: 'amsacta.unibo.it/id/eprint/6876; domain notes §6.1, §7.4; public loaders of the tree',
    unverified: ['the unit of the calibration', 'that mask_00.png marks non-occluded pixels'],
  },
  [
    {
      left: '{**place}{scene}/camera_00/{frame}.png',
      beside: ['{place}{scene}/disp_00.npy', '{place}{scene}/calib_00-02.xml'],
      name: '{place}{scene}/{frame}',
      right: '{place}{scene}/camera_02/{frame}.png',
      groundTruth: [{ role: 'disparity', path: '{place}{scene}/disp_00.npy', encoding: 'booster' }],
      masks: [{ role: 'nonoccluded-mask', path: '{place}{scene}/mask_00.png' }],
      classMasks: materials,
      calibration: [{ kind: 'camera', syntax: 'booster', path: '{place}{scene}/calib_00-02.xml' }],
    },
  ],
  { claims: [/\/(disp_0[02]\.npy|mask_(0[02]|cat)\.png|camera_0[0-2]\/[^/]+\.png)$/] },
);
