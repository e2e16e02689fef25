import { patternLayout, type Pattern } from '../patternLayout.ts';

const camera: Pattern['calibration'] = [
  {
    kind: 'camera',
    syntax: 'yaml',
    path: ['{place}camera_intrinsics.yaml', '{place}camera_intrinsics.yml'],
  },
];

/** ClearGrasp: transparent objects, real and rendered. */
export const clearGrasp = patternLayout(
  {
    name: 'cleargrasp',
    label: 'ClearGrasp',
    recognisedBy: '`NNN-transparent-rgb-img.jpg`, or `NNN-rgb.jpg` beside `NNN-depth-rectified.exr`',
    groundTruth:
      '`…-opaque-depth-img.exr` (the same scene with opaque twins) or `…-depth-rectified.exr`: depth in metres, written as grey; 0 and NaN = unknown',
    calibration: '`camera_intrinsics.yaml` (real pictures)',
    masks: '`…-mask.png`, `…-segmentation-mask.png` ≠ 0: class transparent',
    splits: '`…-train`, `…-val`, `…-test` folders',
    source: 'sites.google.com/view/cleargrasp; domain notes §6.2; notes on the sample data',
    unverified: [],
  },
  [
    {
      left: '{**place}{id}-transparent-rgb-img.(jpg|png)',
      name: '{place}{id}',
      groundTruth: [
        { role: 'depth', path: '{place}{id}-opaque-depth-img.exr', encoding: 'metres-0-unknown' },
      ],
      classMasks: [{ className: 'transparent', path: '{place}{id}-mask.png' }],
      calibration: camera,
    },
    {
      left: '{**place}rgb-imgs/{id}-rgb.(jpg|png)',
      name: '{place}{id}',
      groundTruth: [
        {
          role: 'depth',
          path: '{place}depth-imgs-rectified/{id}-depth-rectified.exr',
          encoding: 'metres-0-unknown',
        },
      ],
      classMasks: [
        { className: 'transparent', path: '{place}segmentation-masks/{id}-segmentation-mask.png' },
      ],
      calibration: camera,
      requires: ['groundTruth'],
    },
    {
      left: '{**place}{id}-rgb.(jpg|png)',
      name: '{place}{id}',
      groundTruth: [{ role: 'depth', path: '{place}{id}-depth-rectified.exr', encoding: 'metres-0-unknown' }],
      classMasks: [{ className: 'transparent', path: '{place}{id}-segmentation-mask.png' }],
      calibration: camera,
      requires: ['groundTruth'],
    },
  ],
  { claims: [/-(opaque-rgb-img|transparent-depth-img|normals|cameraNormals|outlineSegmentation)\.\w+$/] },
);
