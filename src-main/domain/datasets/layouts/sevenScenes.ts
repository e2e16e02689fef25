import type { Listing } from '../Layout.ts';
import { patternLayout } from '../patternLayout.ts';
import { publishedRig } from '../publishedRig.ts';
import type { Captures } from '../pathTemplate.ts';

/** Microsoft 7-Scenes. */
export const sevenScenes = patternLayout(
  {
    name: 'seven-scenes',
    label: '7-Scenes',
    recognisedBy: '`frame-NNNNNN.color.png` beside `frame-NNNNNN.depth.png`',
    groundTruth: '`….depth.png`: 16-bit, depth m = v/1000; 0 and 65535 = unknown; not registered to colour',
    calibration:
      '`camera-intrinsics.txt` (3×3) in the folder or above; else published f 585 px, c (320, 240) at 640×480',
    masks: 'none',
    splits: '`TrainSplit.txt`, `TestSplit.txt` beside the sequences',
    source: 'domain notes §1.6, §6.2; notes on the sample data',
    unverified: ['the published focal length'],
  },
  [
    {
      left: '{**place}frame-{frame:\\d{6}}.color.(png|jpg)',
      name: '{place}{frame}',
      groundTruth: [{ role: 'depth', path: '{place}frame-{frame}.depth.png', encoding: 'seven-scenes' }],
      calibration: [
        {
          kind: 'camera',
          syntax: 'matrix',
          path: ['{place}camera-intrinsics.txt', 'camera-intrinsics.txt'],
        },
        { kind: 'published', rig: publishedRig([640, 480], [585, 320, 240]) },
      ],
      requires: ['groundTruth'],
      split: splitOfSequence,
    },
  ],
  {
    wantsText: (path) => /(^|\/)(Train|Test)Split\.txt$/.test(path),
    claims: [/(^|\/)frame-\d{6}\.(color|depth|pose)\.\w+$/],
  },
);

/** The lists say `sequence3`, the folders `seq-03`. */
function splitOfSequence({ place }: Captures, { texts }: Listing): string | null {
  const match = /^(.*\/)?seq-0*(\d+)\/$/.exec(place ?? '');
  if (!match) return null;
  const [, scene = '', number] = match;
  for (const [name, split] of [
    ['TrainSplit.txt', 'training'],
    ['TestSplit.txt', 'test'],
  ] as const) {
    if (new RegExp(`sequence0*${number!}\\s*$`, 'm').test(texts?.get(`${scene}${name}`) ?? '')) return split;
  }
  return null;
}
