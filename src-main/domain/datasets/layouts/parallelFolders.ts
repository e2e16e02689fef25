import { calibrationNames } from '../calibrationNames.ts';
import { fileIndexOf, joinPath, mapExtensions, pictureExtensions, splitPath } from '../FileIndex.ts';
import type { FileIndex } from '../FileIndex.ts';
import { partnerMissing } from '../Layout.ts';
import type {
  CalibrationSource,
  GroundTruthFile,
  Layout,
  LayoutFinding,
  LayoutItem,
  LayoutProblem,
  Listing,
} from '../Layout.ts';
import { PartnerLookup } from '../PartnerLookup.ts';
import { splitOfFolders } from '../splitOfFolders.ts';

const leftFolder =
  /^(left|(image|images|img|frame)_left|left_(image|images|img)|\w+-left-image|rgb|colou?r|images?)$/;
const disparityFolders = [
  'disparity',
  'disp',
  'disparities',
  'disparity_left',
  'disp_left',
  'left_disparity',
];
const depthFolders = ['depth', 'depths', 'depth_left', 'left_depth'];
const occlusionFolders = ['occlusion', 'occlusions'];

/** One set of parallel folders: `place/left/…`, `place/right/…`, `place/disparity/…`. */
interface Place {
  readonly place: string;
  readonly left: string;
  readonly right: string | null;
  readonly disparity: string | null;
  readonly depth: string | null;
  readonly occlusion: string | null;
  readonly classes: readonly string[];
}

/**
 * Folders side by side whose files have the same names: `left`, `right`, `disparity` and/or `depth`, and if there are
 * any `occlusion`, `masks/CLASS`, and `calib.txt`, `calib/NAME.txt` or OpenCV's or ROS's calibration of a pair. Folders inside them (`left/seq1/0001.png`) are
 * followed in parallel. `rgb` beside `depth` makes items of a single picture.
 */
export const parallelFolders: Layout = {
  record: {
    name: 'parallel-folders',
    label: 'Parallel folders',
    recognisedBy:
      '`left`, `image_left`, `rgb`, `images` … beside `right`, `disparity`, `depth` with equal names',
    groundTruth: 'proposed from names and values, once per folder',
    calibration: '`calib/NAME.txt`, or a known calibration file in the folder or above',
    masks: '`occlusion`: occluded pixels; `masks/CLASS`: classes',
    splits: 'folders called `train`, `val`, `test`',
    source: '–',
    unverified: [],
  },
  find: findParallelFolders,
};

function findParallelFolders({ paths }: Listing): LayoutFinding {
  const index = fileIndexOf(paths);
  const items: LayoutItem[] = [];
  const problems: LayoutProblem[] = [];
  const claimed = new Set<string>();
  for (const place of placesOf(paths)) {
    const lookup = new PartnerLookup(paths, place.place);
    for (const path of lookup.filesBelow(place.left, pictureExtensions)) {
      const found = readItem(path, place, lookup, index);
      if ('severity' in found) problems.push(found);
      else items.push(found);
    }
    problems.push(...withoutLeft(place, lookup));
    for (const path of lookup.allBelow(foldersOf(place))) claimed.add(path);
  }
  return { items, problems, claimed };
}

function placesOf(paths: readonly string[]): readonly Place[] {
  const children = new Map<string, Set<string>>();
  for (const path of paths) {
    const parts = path.split('/');
    for (let depth = 0; depth < parts.length - 1; depth++) {
      const parent = parts.slice(0, depth).join('/');
      const names = children.get(parent) ?? new Set();
      children.set(parent, names.add(parts[depth]!));
    }
  }
  return [...children].flatMap(([place, names]) => {
    const left = [...names].find((name) => leftFolder.test(name));
    if (left === undefined) return [];
    const one = (known: readonly string[]) => known.find((name) => names.has(name)) ?? null;
    const right = left.includes('left') ? one([left.replace('left', 'right')]) : null;
    const disparity = one(
      [...disparityFolders, left.replace('left-image', 'disparity-map')].filter((n) => n !== left),
    );
    const depth = one([...depthFolders, left.replace('left-image', 'depth-map')].filter((n) => n !== left));
    if (right === null && disparity === null && depth === null) return [];
    const classes = [...(children.get(joinPath(place, 'masks')) ?? [])].sort();
    return [{ place, left, right, disparity, depth, occlusion: one(occlusionFolders), classes }];
  });
}

function foldersOf({ left, right, disparity, depth, occlusion, classes }: Place): readonly (string | null)[] {
  return [left, right, disparity, depth, occlusion, ...classes.map((name) => `masks/${name}`)];
}

function readItem(
  left: string,
  place: Place,
  lookup: PartnerLookup,
  index: FileIndex,
): LayoutItem | LayoutProblem {
  const right = lookup.partner(place.right, left, pictureExtensions);
  const groundTruth: GroundTruthFile[] = [];
  for (const role of ['disparity', 'depth'] as const) {
    const path = lookup.partner(place[role], left, mapExtensions);
    if (path !== null) groundTruth.push({ role, path, rule: { kind: 'by-values' } });
  }
  const key = lookup.keyOf(left);
  if (place.right !== null && right === null) {
    return partnerMissing('rejected', left, joinPath(place.place, place.right, key), 'the pair is left out');
  }
  const occlusion = lookup.partner(place.occlusion, left, ['png']);
  const truthFolder = place.disparity ?? place.depth;
  return {
    name: joinPath(place.place, key),
    left,
    right,
    groundTruth,
    masks: occlusion === null ? [] : [{ role: 'occlusion-mask', path: occlusion }],
    classMasks: place.classes.flatMap((className) => {
      const path = lookup.partner(`masks/${className}`, left, ['png']);
      return path === null ? [] : [{ className, path }];
    }),
    calibration: calibrationOf(place.place, key, index),
    split: splitOfFolders(left),
    problems:
      groundTruth.length === 0 && truthFolder !== null
        ? [
            partnerMissing(
              'doubtful',
              left,
              joinPath(place.place, truthFolder, key),
              'the item has no ground truth',
            ),
          ]
        : [],
  };
}

/** Maps and right pictures that no left picture goes with. */
function withoutLeft(place: Place, lookup: PartnerLookup): readonly LayoutProblem[] {
  const lonely = (folder: string | null, extensions: readonly string[]) =>
    folder === null
      ? []
      : lookup
          .filesBelow(folder, extensions)
          .filter((path) => lookup.partner(place.left, path, pictureExtensions) === null)
          .map((path) =>
            partnerMissing(
              'rejected',
              path,
              joinPath(place.place, place.left, lookup.keyOf(path)),
              'it is left out',
            ),
          );
  return [
    ...lonely(place.right, pictureExtensions),
    ...lonely(place.disparity, mapExtensions),
    ...lonely(place.depth, mapExtensions),
  ];
}

/** `calib/KEY.txt`, else the nearest of the known names from the item's folder up to the place. */
function calibrationOf(place: string, key: string, index: FileIndex): CalibrationSource | null {
  const above = splitPath(key).folder.split('/');
  const folders = above.map((_, i) => joinPath(place, ...above.slice(0, above.length - i)));
  const path = index.first([
    joinPath(place, 'calib', `${key}.txt`),
    ...[...folders, place, joinPath(place, 'calib')].flatMap((folder) =>
      calibrationNames.map((name) => joinPath(folder, name)),
    ),
  ]);
  return path === null ? null : { kind: 'file', path, pair: 'colour' };
}
