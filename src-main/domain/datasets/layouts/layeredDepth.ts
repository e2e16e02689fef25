import { patternLayout } from '../patternLayout.ts';

/** LayeredDepth: pictures with ordinal tuples per layer; its rendered part with a depth map per layer. */
export const layeredDepth = patternLayout(
  {
    name: 'layered-depth',
    label: 'LayeredDepth',
    recognisedBy: '`N/image.png` beside `N/tuples.json` or `N/depth_1.png`',
    groundTruth:
      'rendered pictures: `depth_1.png`, the first surface, its encoding proposed from the values; real pictures: ordinal tuples only',
    calibration: 'none',
    masks: 'none',
    splits: '`validation`, `test` folders',
    source: 'domain notes §6.2; the benchmark’s README (layers 1, 3, 5, 7)',
    unverified: ['the whole tree: the authors distribute archives whose files were not at hand'],
  },
  [
    {
      left: '{**place}{id:\\d+}/image.(png|jpg)',
      beside: ['{place}{id}/tuples.json', '{place}{id}/depth_1.png'],
      name: '{place}{id}',
      groundTruth: [{ role: 'depth', path: '{place}{id}/depth_1.png' }],
    },
  ],
  { claims: [/(^|\/)\d+\/(depth_\d|tuples)\.\w+$/] },
);
