import { publishedRig } from '../publishedRig.ts';
import { fileIndexOf, joinPath, splitPath } from '../FileIndex.ts';
import type { CalibrationSource, Layout, LayoutItem, LayoutProblem, Listing } from '../Layout.ts';
import { partnerMissing } from '../Layout.ts';

/** A depth picture belongs to a colour picture that was taken at most so long before or after it. */
const mostApartS = 0.02;
const cameras = [
  { name: /freiburg1/, focal: [517.3, 318.6, 255.3] },
  { name: /freiburg2/, focal: [520.9, 325.1, 249.7] },
  { name: /freiburg3/, focal: [535.4, 320.1, 247.6] },
  { name: /bonn/, focal: [542.822841, 315.59352, 237.756098] },
] as const;

/** TUM RGB-D and Bonn: colour and depth are matched by their time stamps. */
export const tumRgbd: Layout = {
  record: {
    name: 'tum-rgbd',
    label: 'TUM RGB-D, Bonn',
    recognisedBy: '`rgb.txt` and `depth.txt` beside `rgb` and `depth`',
    groundTruth:
      '`depth`: 16-bit PNG, depth m = v/5000, 0 = unknown; a colour picture gets the nearest depth within 20 ms, each depth once',
    calibration: 'published for freiburg1, 2, 3 and Bonn at 640×480 by the folder’s name; else none',
    masks: 'none',
    splits: 'none',
    source: 'vision.in.tum.de/data/datasets/rgbd-dataset; domain notes §6.2',
    unverified: ['the published cameras'],
  },
  wantsText: (path) => /(^|\/)(rgb|depth)\.txt$/.test(path),
  find: (listing) => {
    const { paths, texts } = listing;
    const items: LayoutItem[] = [];
    const problems: LayoutProblem[] = [];
    const claimed = new Set<string>();
    for (const path of paths) {
      const { folder, name } = splitPath(path);
      const depthList = joinPath(folder, 'depth.txt');
      if (name !== 'rgb.txt' || !texts?.has(depthList)) continue;
      for (const list of [path, depthList]) claimed.add(list);
      const found = sequence(listing, folder, texts.get(path)!, texts.get(depthList)!);
      items.push(...found.items);
      problems.push(...found.problems);
      for (const other of paths)
        if (['rgb/', 'depth/'].some((part) => other.startsWith(joinPath(folder, part)))) claimed.add(other);
    }
    return { items, problems, claimed };
  },
};

interface Stamped {
  readonly time: number;
  readonly path: string;
}

function sequence(
  { rootName, paths }: Listing,
  folder: string,
  colours: string,
  depths: string,
): { readonly items: LayoutItem[]; readonly problems: LayoutProblem[] } {
  const index = fileIndexOf(paths);
  const depthList = stamped(depths, folder);
  const used = new Set<string>();
  const items: LayoutItem[] = [];
  const problems: LayoutProblem[] = [];
  for (const { time, path } of stamped(colours, folder)) {
    if (!index.paths.has(path)) {
      problems.push(partnerMissing('rejected', joinPath(folder, 'rgb.txt'), path, 'the item is left out'));
      continue;
    }
    const depth = nearest(depthList, time);
    const isNear = depth !== null && Math.abs(depth.time - time) <= mostApartS && !used.has(depth.path);
    const truth = isNear && index.paths.has(depth.path) ? depth.path : null;
    if (truth !== null) used.add(truth);
    items.push({
      name: joinPath(folder, splitPath(path).stem),
      left: path,
      right: null,
      groundTruth:
        truth === null
          ? []
          : [
              {
                role: 'depth',
                path: truth,
                rule: { kind: 'named', name: 'tum', reason: 'TUM RGB-D keeps metres · 5000' },
              },
            ],
      masks: [],
      classMasks: [],
      calibration: cameraOf(joinPath(rootName, folder)),
      problems:
        truth === null
          ? [
              partnerMissing(
                'doubtful',
                path,
                `a depth picture within ${mostApartS * 1000} ms`,
                'the item has no ground truth',
              ),
            ]
          : [],
    });
  }
  return { items, problems };
}

/** Lines `1305031102.175304 rgb/1305031102.175304.png`, in order of time; `#` begins a comment. */
function stamped(text: string, folder: string): readonly Stamped[] {
  return text
    .split('\n')
    .flatMap((line) => {
      const match = /^\s*(\d+(?:\.\d+)?)\s+(\S+)/.exec(line);
      return match ? [{ time: Number(match[1]), path: joinPath(folder, match[2]!) }] : [];
    })
    .sort((a, b) => a.time - b.time);
}

function nearest(list: readonly Stamped[], time: number): Stamped | null {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.time < time) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [list[low - 1], list[low]];
  if (!before || !after) return before ?? after ?? null;
  return time - before.time <= after.time - time ? before : after;
}

function cameraOf(place: string): CalibrationSource | null {
  const camera = cameras.find(({ name }) => name.test(place.toLowerCase()));
  return camera ? { kind: 'published', rig: publishedRig([640, 480], camera.focal), caveat: null } : null;
}
