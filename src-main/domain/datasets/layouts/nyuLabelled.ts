import { publishedRig } from '../publishedRig.ts';
import { joinPath, splitPath } from '../FileIndex.ts';
import type { Layout, LayoutItem, Listing } from '../Layout.ts';

const camera = publishedRig([640, 480], [518.8579, 325.58245, 253.73617]);
const isContainer = (path: string): boolean => /(^|\/)nyu_depth_v2_labeled[^/]*\.mat$/.test(path);
const isSplits = (path: string): boolean => splitPath(path).name === 'splits.mat';

/** NYU Depth V2's labelled frames, in one MATLAB v7.3 file that is read frame by frame. */
export const nyuLabelled: Layout = {
  record: {
    name: 'nyu-labelled',
    label: 'NYU Depth V2, labelled .mat',
    recognisedBy: '`nyu_depth_v2_labeled.mat`',
    groundTruth:
      '`rawDepths`: float32, metres, 0 = unknown (`depths`, which is filled in, is not used); axes reversed by HDF5',
    calibration: 'published: f 518.8579 px, c (325.58245, 253.73617) at 640×480',
    masks: 'none (`labels` is not read)',
    splits: '`splits.mat` beside: `trainNdxs`, `testNdxs`, counted from 1',
    source: 'cs.nyu.edu/~silberman; domain notes §6.2',
    unverified: [],
  },
  wantsFrames: (path) => (isContainer(path) ? 'images' : null),
  wantsArrays: (path) => (isSplits(path) ? ['trainNdxs', 'testNdxs'] : []),
  find: (listing) => {
    const found = listing.paths.filter((path) => isContainer(path));
    return {
      items: found.flatMap((path) => framesOf(path, listing)),
      problems: [],
      claimed: new Set(found.length === 0 ? [] : [...found, ...listing.paths.filter(isSplits)]),
    };
  },
};

function framesOf(path: string, { frames, arrays }: Listing): readonly LayoutItem[] {
  const { folder, stem } = splitPath(path);
  const splits = joinPath(folder, 'splits.mat');
  const training = new Set(arrays?.get(`${splits}:trainNdxs`));
  const test = new Set(arrays?.get(`${splits}:testNdxs`));
  return Array.from({ length: frames?.get(path) ?? 0 }, (_, frame) => ({
    name: joinPath(folder, stem, String(frame + 1).padStart(4, '0')),
    left: `${path}:images[${frame}]`,
    right: null,
    groundTruth: [
      {
        role: 'depth',
        path: `${path}:rawDepths[${frame}]`,
        rule: {
          kind: 'named',
          name: 'metres-0-unknown',
          reason: 'NYU’s rawDepths are metres, 0 where the sensor saw nothing',
        },
      },
    ],
    masks: [],
    classMasks: [],
    calibration: { kind: 'published', rig: camera, caveat: null },
    split: training.has(frame + 1) ? 'training' : test.has(frame + 1) ? 'test' : null,
    problems: [],
  }));
}
