import { calibrationNames } from '../calibrationNames.ts';
import { fileIndexOf, joinPath, mapExtensions, pictureExtensions, splitPath } from '../FileIndex.ts';
import type { GroundTruthFile, Layout, LayoutItem } from '../Layout.ts';
import { splitOfFolders } from '../splitOfFolders.ts';

const pictureWord = /(^|[-_.])(colou?r|rgb|image|img|left)(?=$|[-_.\d])/i;
const mapWords: readonly (readonly [GroundTruthFile['role'], readonly string[]])[] = [
  ['disparity', ['disparity', 'disp']],
  ['depth', ['depth', 'depths', 'depthmap', 'depth_map']],
];

/** A picture and its map side by side, told apart by a word: `color_00000.jpg` and `depth_00000.png`. */
export const namedMaps: Layout = {
  record: {
    name: 'named-maps',
    label: 'Picture and map side by side (X_color, X_depth)',
    recognisedBy:
      '`color`, `rgb`, `image` as a word of a picture’s name where the map’s has `depth` or `disparity`',
    groundTruth: 'proposed from names and values, once per folder',
    calibration: 'a known calibration file in the folder',
    masks: 'none',
    splits: 'folders called `train`, `val`, `test`',
    source: '–',
    unverified: [],
  },
  find: ({ paths, rootName }) => {
    const index = fileIndexOf(paths);
    const items: LayoutItem[] = [];
    const claimed = new Set<string>();
    for (const left of paths) {
      const { folder, stem, extension } = splitPath(left);
      if (!(pictureExtensions as readonly string[]).includes(extension) || !pictureWord.test(stem)) continue;
      const groundTruth = mapWords.flatMap(([role, words]): GroundTruthFile[] => {
        const path = words
          .map((word) =>
            index.withStem(joinPath(folder, stem.replace(pictureWord, `$1${word}`)), mapExtensions),
          )
          .find((found) => found !== null && found !== left);
        return path === undefined || path === null ? [] : [{ role, path, rule: { kind: 'by-values' } }];
      });
      if (groundTruth.length === 0) continue;
      for (const path of [left, ...groundTruth.map((file) => file.path)]) claimed.add(path);
      const calibration = index.first(calibrationNames.map((name) => joinPath(folder, name)));
      items.push({
        name: joinPath(folder, stem.replace(pictureWord, '').replace(/^[-_.]+/, '')) || rootName,
        left,
        right: null,
        groundTruth,
        masks: [],
        classMasks: [],
        calibration: calibration === null ? null : { kind: 'file', path: calibration, pair: 'colour' },
        split: splitOfFolders(left),
        problems: [],
      });
    }
    return { items, problems: [], claimed };
  },
};
