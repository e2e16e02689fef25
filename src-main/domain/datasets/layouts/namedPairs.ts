import { calibrationNames } from '../calibrationNames.ts';
import { FileIndex, joinPath, pictureExtensions, splitPath } from '../FileIndex.ts';
import type { CalibrationSource, Layout, LayoutFinding, LayoutItem, Listing } from '../Layout.ts';

/**
 * Pairs in one folder that are told apart by a word in their names: `left01.jpg` and `right01.jpg`, `left-street.png`
 * and `right-street.png`, as calibration sequences are kept. A folder may have a calibration beside them. A left
 * picture without its right one is no pair and is not claimed.
 */
export const namedPairs: Layout = {
  record: {
    name: 'named-pairs',
    label: 'Named pairs (left01, right01)',
    recognisedBy: '`left` and `right` as a word of names in one folder',
    groundTruth: 'none',
    calibration: 'OpenCV’s, ROS’s, KITTI’s or Middlebury’s file in the folder',
    masks: 'none',
    splits: 'none',
    source: '–',
    unverified: [],
  },
  find: findNamedPairs,
};

function findNamedPairs({ rootName, paths }: Listing): LayoutFinding {
  const index = new FileIndex(paths);
  const items: LayoutItem[] = [];
  const claimed = new Set<string>();
  for (const left of paths) {
    const { folder, stem, extension } = splitPath(left);
    const right = rightOf(left, index);
    if (right === null || !(pictureExtensions as readonly string[]).includes(extension)) continue;
    for (const path of [left, right]) claimed.add(path);
    const own = stem.replace(/[-_.]?left[-_.]?/i, '');
    items.push({
      name: joinPath(folder, own) || rootName,
      left,
      right,
      groundTruth: [],
      masks: [],
      classMasks: [],
      calibration: calibrationOf(folder, index),
      problems: [],
    });
  }
  return { items, problems: [], claimed };
}

function rightOf(left: string, index: FileIndex): string | null {
  const { folder, name } = splitPath(left);
  const other = name.replace('left', 'right').replace('Left', 'Right').replace('LEFT', 'RIGHT');
  return other === name ? null : index.first([joinPath(folder, other)]);
}

function calibrationOf(folder: string, index: FileIndex): CalibrationSource | null {
  const path = index.first(calibrationNames.map((name) => joinPath(folder, name)));
  return path === null ? null : { kind: 'file', path, pair: 'colour' };
}
