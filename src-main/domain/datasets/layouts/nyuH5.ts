import { publishedRig } from '../publishedRig.ts';
import { splitPath } from '../FileIndex.ts';
import type { Layout } from '../Layout.ts';
import { splitOfFolders } from '../splitOfFolders.ts';

/** NYU Depth V2 as Fast Depth exports it: one HDF5 file per frame. */
export const nyuH5: Layout = {
  record: {
    name: 'nyu-h5',
    label: 'NYU Depth V2, one .h5 per frame',
    recognisedBy:
      'files `N.h5` with `rgb` and `depth`, below `train`, `val` or a folder with `nyu` in its name',
    groundTruth: '`depth`: float32, metres, 0 = unknown',
    calibration: 'published: f 518.8579 px, c (325.58245, 253.73617) at 640×480',
    masks: 'none',
    splits: '`train`, `val`',
    source: 'notes on the sample data (keys rgb, depth)',
    unverified: ['that 0 is unknown'],
  },
  find: ({ paths, rootName }) => {
    const found = paths.filter(
      (path) =>
        /(^|\/)(\w*_)?\d+\.h5$/.test(path) &&
        /(^|\/)(train|val|test|\w*nyu\w*)\//i.test(`${rootName}/${path}`),
    );
    return {
      items: found.map((path) => ({
        name: path.slice(0, -'.h5'.length),
        left: `${path}:rgb`,
        right: null,
        groundTruth: [
          {
            role: 'depth',
            path: `${path}:depth`,
            rule: { kind: 'named', name: 'metres-0-unknown', reason: 'NYU exports keep metres' },
          },
        ],
        masks: [],
        classMasks: [],
        calibration: {
          kind: 'published',
          rig: publishedRig([640, 480], [518.8579, 325.58245, 253.73617]),
          caveat: null,
        },
        split: splitOfFolders(path) ?? (splitPath(rootName).name === 'val' ? 'validation' : null),
        problems: [],
      })),
      problems: [],
      claimed: new Set(found),
    };
  },
};
