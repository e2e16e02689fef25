import { FileIndex, joinPath, splitPath } from '../FileIndex.ts';
import { partnerMissing } from '../Layout.ts';
import type {
  CalibrationSource,
  LayoutFinding,
  LayoutItem,
  LayoutName,
  LayoutProblem,
  Listing,
} from '../Layout.ts';

/** The folders of one camera pair and of its ground truth. */
interface KittiFolders {
  readonly layout: LayoutName;
  readonly left: string;
  readonly right: string;
  readonly pair: 'grey' | 'colour';
  readonly all: string;
  readonly nonoccluded: string;
}

/** In order of preference where a place has several. */
const cameraPairs: readonly KittiFolders[] = [
  {
    layout: 'kitti-2015',
    left: 'image_2',
    right: 'image_3',
    pair: 'colour',
    all: 'disp_occ_0',
    nonoccluded: 'disp_noc_0',
  },
  {
    layout: 'kitti-2012',
    left: 'colored_0',
    right: 'colored_1',
    pair: 'colour',
    all: 'disp_occ',
    nonoccluded: 'disp_noc',
  },
  {
    layout: 'kitti-2012',
    left: 'image_0',
    right: 'image_1',
    pair: 'grey',
    all: 'disp_occ',
    nonoccluded: 'disp_noc',
  },
];
const knownFolder = /^(image_\d|colored_\d|disp_\w+|flow_\w+|viz_flow\w*|obj_map|calib\w*)$/;
const reason = 'KITTI disparity is stored as pixels · 256';

/**
 * KITTI stereo 2012 (`colored_0` or `image_0`) and 2015 (`image_2`), wherever these folders lie below the root. Of the
 * two moments of a scene only the first (`_10`) has ground truth, and is taken. Without disp_occ, disp_noc is the
 * ground truth; beside it, it says which pixels are not occluded.
 * Source: development kits of KITTI stereo 2012 and 2015; domain.md §6.1.
 */
export function findKitti({ paths }: Listing): LayoutFinding[] {
  const index = new FileIndex(paths);
  const findings = new Map<
    LayoutName,
    { items: LayoutItem[]; problems: LayoutProblem[]; claimed: Set<string> }
  >();
  for (const [place, folders] of placesOf(index)) {
    const finding = findings.get(folders.layout) ?? { items: [], problems: [], claimed: new Set() };
    findings.set(folders.layout, finding);
    for (const name of index.folders.get(joinPath(place, folders.left)) ?? []) {
      const { stem, extension } = splitPath(name);
      if (!['png', 'jpg'].includes(extension) || /^\d+_(?!10$)\d\d$/.test(stem)) continue;
      const found = readFrame(place, folders, name, index);
      if ('severity' in found) finding.problems.push(found);
      else finding.items.push(found);
    }
    claimPlace(place, index, finding.claimed);
  }
  return [...findings].map(([layout, finding]) => ({ layout, ...finding }));
}

/** Folders that hold a camera pair, each with the best pair it holds. */
function placesOf(index: FileIndex): ReadonlyMap<string, KittiFolders> {
  const places = new Map<string, KittiFolders>();
  for (const folder of index.folders.keys()) {
    const { folder: place, name } = splitPath(folder);
    const pair = cameraPairs.find(
      ({ left, right }) => (name === left || name === right) && index.folders.has(joinPath(place, left)),
    );
    const before = places.get(place);
    if (pair && (!before || cameraPairs.indexOf(pair) < cameraPairs.indexOf(before))) places.set(place, pair);
  }
  return places;
}

function readFrame(
  place: string,
  folders: KittiFolders,
  name: string,
  index: FileIndex,
): LayoutItem | LayoutProblem {
  const left = joinPath(place, folders.left, name);
  const right = joinPath(place, folders.right, name);
  const { stem } = splitPath(name);
  if (!index.paths.has(right)) return partnerMissing('rejected', left, right, 'the pair is left out');
  const all = index.first([joinPath(place, folders.all, `${stem}.png`)]);
  const nonoccluded = index.first([joinPath(place, folders.nonoccluded, `${stem}.png`)]);
  const truth = all ?? nonoccluded;
  const hasTruthFolder = [folders.all, folders.nonoccluded].some((folder) =>
    index.folders.has(joinPath(place, folder)),
  );
  const expected = joinPath(place, folders.all, `${stem}.png`);
  return {
    name: joinPath(place, stem),
    left,
    right,
    groundTruth:
      truth === null
        ? []
        : [{ role: 'disparity', path: truth, rule: { kind: 'named', name: 'kitti-disparity', reason } }],
    masks: all !== null && nonoccluded !== null ? [{ role: 'nonoccluded-mask', path: nonoccluded }] : [],
    classMasks: [],
    calibration: calibrationOf(place, stem, folders.pair, index),
    problems:
      truth === null && hasTruthFolder
        ? [partnerMissing('doubtful', left, expected, 'the item has no ground truth')]
        : [],
  };
}

function calibrationOf(
  place: string,
  stem: string,
  pair: 'grey' | 'colour',
  index: FileIndex,
): CalibrationSource | null {
  const scene = stem.replace(/_10$/, '');
  const path = index.first([
    joinPath(place, 'calib_cam_to_cam', `${scene}.txt`),
    joinPath(place, 'calib', `${scene}.txt`),
    joinPath(place, 'calib_cam_to_cam.txt'),
    joinPath(place, 'calib.txt'),
  ]);
  return path === null ? null : { kind: 'file', path, pair };
}

/** The place's other folders are KITTI's too: optical flow, object maps, the second moment. */
function claimPlace(place: string, index: FileIndex, claimed: Set<string>): void {
  for (const [folder, names] of index.folders) {
    const { folder: parent, name } = splitPath(folder);
    if (parent !== place || !knownFolder.test(name)) continue;
    for (const file of names) claimed.add(joinPath(folder, file));
  }
}
