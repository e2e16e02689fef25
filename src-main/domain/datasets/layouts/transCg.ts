import type { Listing } from '../Layout.ts';
import { patternLayout, type Pattern } from '../patternLayout.ts';
import type { Captures } from '../pathTemplate.ts';

function camera(number: 1 | 2, name: string, encoding: string): Pattern {
  return {
    left: `{**place}scene{scene:\\d+}/{view:\\d+}/rgb${number}.png`,
    name: `{place}scene{scene}/{view}/${number}`,
    groundTruth: [{ role: 'depth', path: `{place}scene{scene}/{view}/depth${number}-gt.png`, encoding }],
    classMasks: [{ className: 'transparent', path: `{place}scene{scene}/{view}/depth${number}-gt-mask.png` }],
    calibration: [
      {
        kind: 'camera',
        syntax: 'npy',
        path: [
          `{place}camera_intrinsics/${number}-camIntrinsics-${name}.npy`,
          `{place}camera_intrinsics/camIntrinsics-${name}.npy`,
        ],
      },
    ],
    requires: ['groundTruth'],
    split: splitOfScene,
  };
}

/** TransCG: transparent objects on a table, two cameras. */
export const transCg = patternLayout(
  {
    name: 'transcg',
    label: 'TransCG',
    recognisedBy: '`sceneN/N/rgb1.png` (and `rgb2.png`) beside `depth1-gt.png`',
    groundTruth:
      '`depth1-gt.png` (D435): 16-bit, depth m = v/1000; `depth2-gt.png` (L515): depth m = v/4000; 0 = unknown',
    calibration: '`camera_intrinsics/1-camIntrinsics-D435.npy`, `2-camIntrinsics-L515.npy`: 3×3',
    masks: '`depthN-gt-mask.png` ≠ 0: class transparent',
    splits: '`metadata.json` of the root: `train` and `test` list scenes',
    source: 'the authors’ loader and inference settings (github.com/Galaxies99/TransCG); domain notes §6.2',
    unverified: [],
  },
  [camera(1, 'D435', 'millimetres'), camera(2, 'L515', 'quarter-millimetres')],
  {
    wantsText: (path) => /(^|\/)metadata\.json$/.test(path) && !/scene\d+\/metadata\.json$/.test(path),
    claims: [/(^|\/)scene\d+\/\d+\/(rgb|depth)[12][\w-]*\.png$/, /(^|\/)camera_intrinsics\/[^/]+\.npy$/],
  },
);

function splitOfScene({ place, scene }: Captures, { texts }: Listing): string | null {
  const text = texts?.get(`${place ?? ''}metadata.json`) ?? '';
  for (const [key, split] of [
    ['train', 'training'],
    ['test', 'test'],
  ] as const) {
    const list = new RegExp(`"${key}"\\s*:\\s*\\[([^\\]]*)\\]`).exec(text)?.[1] ?? '';
    if (list.split(',').some((each) => Number(each) === Number(scene))) return split;
  }
  return null;
}
