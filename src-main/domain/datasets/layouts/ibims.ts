import { patternLayout } from '../patternLayout.ts';

/** iBims-1 as folders of pictures. */
export const ibims = patternLayout(
  {
    name: 'ibims',
    label: 'iBims-1, folders',
    recognisedBy: '`rgb/NAME.png` beside `depth`, `mask_invalid` and `mask_transp`',
    groundTruth:
      '`depth/NAME.png`: 16-bit, depth m = v·50/65535; 0 = unknown, and where `mask_invalid` or `mask_transp` is 0',
    calibration: '`calib/NAME.txt`: nine numbers of K',
    masks: '`mask_transp` = 0: class transparent; walls, tables, floors ≠ 0: classes wall, table, floor',
    splits: 'none',
    source: 'iBims evaluation script; domain notes §6.2; public loaders of the folders',
    unverified: ['the form of calib/NAME.txt'],
  },
  [
    {
      left: '{**place}rgb/{name}.png',
      beside: '{place}mask_invalid/{name}.png',
      name: '{place}{name}',
      groundTruth: [{ role: 'depth', path: '{place}depth/{name}.png', encoding: 'ibims' }],
      classMasks: [
        { className: 'transparent', path: '{place}mask_transp/{name}.png', values: [0] },
        ...['wall', 'table', 'floor'].map((className) => ({
          className,
          path: `{place}mask_${className}/{name}.png`,
        })),
      ],
      calibration: [{ kind: 'camera', syntax: 'matrix', path: '{place}calib/{name}.txt' }],
      requires: ['groundTruth'],
    },
  ],
  { claims: [/(^|\/)(calib|depth|edges|mask_\w+|rgb)\/[^/]+\.(png|txt)$/] },
);
