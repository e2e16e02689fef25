import { patternLayout } from '../patternLayout.ts';
import { publishedRig } from '../publishedRig.ts';

const run = '{**place}{level:Easy|Hard}/P{run:\\d{3}}';

/** TartanAir. */
export const tartanAir = patternLayout(
  {
    name: 'tartanair',
    label: 'TartanAir',
    recognisedBy: '`Easy` or `Hard`, `PNNN/image_left/NNNNNN_left.png`',
    groundTruth: '`depth_left/NNNNNN_left_depth.npy`: float32, metres; above 9000 m sky, unknown',
    calibration: 'published: f 320 px, c (320, 240) at 640×480, baseline 0.25 m',
    masks: 'none (segmentation has no class names)',
    splits: 'none (`Easy`, `Hard`)',
    source: 'theairlab.org; domain notes §1.2, §1.6, §6.1',
    unverified: ['the 9000 m above which depth is sky (about 10 000 m in the notes)'],
  },
  [
    {
      left: `${run}/image_left/{frame:\\d{6}}_left.(png|jpg)`,
      name: '{place}{level}/P{run}/{frame}',
      right: '{place}{level}/P{run}/image_right/{frame}_right.(png|jpg)',
      groundTruth: [
        {
          role: 'depth',
          path: '{place}{level}/P{run}/depth_left/{frame}_left_depth.npy',
          encoding: 'tartanair',
        },
      ],
      calibration: [{ kind: 'published', rig: publishedRig([640, 480], [320, 320, 240], 0.25) }],
    },
  ],
  { claims: [/\/P\d{3}\/(image|depth|seg|flow)(_\w+)?\//] },
);
