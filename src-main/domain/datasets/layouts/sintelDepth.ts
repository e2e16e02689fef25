import { patternLayout } from '../patternLayout.ts';

/** MPI Sintel, depth. */
export const sintelDepth = patternLayout(
  {
    name: 'sintel-depth',
    label: 'Sintel depth',
    recognisedBy: '`clean`, `final` or `albedo` beside `depth/SEQUENCE/frame_NNNN.dpt`',
    groundTruth: '`.dpt`: float32 depth, metres; every pixel has a value',
    calibration: '`camdata_left/SEQUENCE/frame_NNNN.cam`: K in float64 behind a tag',
    masks: 'none',
    splits: '`training`, `test`',
    source: 'sintel.is.tue.mpg.de/depth; domain notes §6.2, §6.4',
    unverified: [],
  },
  [
    {
      left: '{**place}{pass:clean|final|albedo}/{sequence}/{frame:frame_\\d+}.png',
      name: '{place}{pass}/{sequence}/{frame}',
      groundTruth: [{ role: 'depth', path: '{place}depth/{sequence}/{frame}.dpt', encoding: 'metres' }],
      calibration: [{ kind: 'camera', syntax: 'sintel', path: '{place}camdata_left/{sequence}/{frame}.cam' }],
      requires: ['groundTruth'],
    },
  ],
  { claims: [/(^|\/)(depth|depth_viz|camdata_left)\/[^/]+\/frame_\d+\.(dpt|png|cam)$/] },
);
