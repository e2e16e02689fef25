import { fileIndexOf, joinPath, mapExtensions, pictureExtensions, splitPath } from '../FileIndex.ts';
import type { FileIndex } from '../FileIndex.ts';
import { partnerMissing } from '../Layout.ts';
import { splitOfFolders } from '../splitOfFolders.ts';
import type {
  EncodingRule,
  GroundTruthFile,
  Layout,
  LayoutFinding,
  LayoutItem,
  LayoutProblem,
  Listing,
} from '../Layout.ts';

/** The names that the files of a scene carry, without extension. */
interface SceneNames {
  readonly left: string;
  readonly right: string;
  /** Ground truth of the left view, in order of preference. */
  readonly disparity: readonly string[];
  /** Distinguishes several pairs of one folder; '' where the folder is the scene. */
  readonly label: string;
  /** Whether the pictures' names alone prove that this is a scene. */
  readonly isTelling: boolean;
}

interface ScenePlace {
  readonly folder: string;
  readonly rootName: string;
  readonly holdsSeveral: boolean;
}

/** Middlebury's own names, by year of the set. A folder is at most one of them: the first whose ground truth is there. */
const officialNames: readonly SceneNames[] = [
  scene('im0', 'im1', ['disp0GT', 'disp0']),
  scene('im2', 'im6', ['disp2']),
  scene('im3', 'im4', ['disp3']),
  scene('view1', 'view5', ['disp1']),
  scene('scene1.row3.col3', 'scene1.row3.col4', ['truedisp.row3.col3']),
];

export const middlebury: Layout = {
  record: {
    name: 'middlebury',
    label: 'Middlebury 2001 to 2014 and v3',
    recognisedBy:
      'a folder per scene: `im2`/`im6`, `im3`/`im4`, `view1`/`view5`, `scene1.row3.col3`/`col4`, `im0`/`im1`; also `X_left`/`X_right` and `XL`/`XR`',
    groundTruth:
      '`disp2`, `disp3`, `disp1`, `truedisp`: 8-bit, disparity px = v/8 (2001), v/16 (tsukuba), v/4 (2003), v/1, v/2, v/3 (2005, 2006 by size), 0 = unknown; `disp0GT.pfm`, `disp0.pfm`: px, +Inf = unknown',
    calibration: '`calib.txt` (2014, v3): cam0, cam1, doffs px, baseline mm; none before',
    masks: '`mask0nocc.png` = 255: non-occluded pixels',
    splits: '`trainingQ`, `testQ` and the like',
    source: 'vision.middlebury.edu/stereo; domain notes §6.1; ten sample pairs checked',
    unverified: [],
  },
  find: (listing) => findMiddleburyScenes(listing, () => true),
};

/**
 * Middlebury scenes of 2001 to 2021 and ETH3D's two-view set, a folder per scene anywhere below the root, and the
 * names under which single scenes travel with other programs: `X_left, X_right, X_disp` and `XL, XR, XGT`.
 * @param isWanted  whether a folder may be a scene.
 * Source: vision.middlebury.edu/stereo; domain.md §6.1.
 */
export function findMiddleburyScenes(
  { rootName, paths }: Listing,
  isWanted: (folder: string, names: readonly string[]) => boolean,
): LayoutFinding {
  const index = fileIndexOf(paths);
  const items: LayoutItem[] = [];
  const problems: LayoutProblem[] = [];
  const claimed = new Set<string>();
  for (const [folder, names] of index.folders) {
    if (!isWanted(folder, names)) continue;
    const scenes = scenesIn(folder, names, index);
    for (const sceneNames of scenes) {
      const place = { folder, rootName, holdsSeveral: scenes.length > 1 };
      const found = readScene(place, sceneNames, index);
      if ('severity' in found) problems.push(found);
      else items.push(found);
    }
    const [first] = scenes;
    if (first) claimFolder(folder, names, first, claimed);
  }
  for (const item of items) claimItem(item, claimed);
  return { items, problems, claimed };
}

function scenesIn(folder: string, names: readonly string[], index: FileIndex): readonly SceneNames[] {
  const has = (stem: string, extensions: readonly string[]) =>
    index.withStem(joinPath(folder, stem), extensions) !== null;
  const hasTruth = ({ disparity }: SceneNames) => disparity.some((stem) => has(stem, mapExtensions));
  const hasPicture = ({ left, right }: SceneNames) =>
    has(left, pictureExtensions) || has(right, pictureExtensions);
  const hasPair = ({ left, right }: SceneNames) =>
    has(left, pictureExtensions) && has(right, pictureExtensions);
  const official =
    officialNames.find((names) => hasTruth(names) && hasPair(names)) ??
    officialNames.find((names) => hasTruth(names) && hasPicture(names)) ??
    officialNames.find((names) => hasPair(names) && (names.isTelling || has('calib', ['txt']))) ??
    officialNames.find((names) => names.left === 'im0' && has('calib', ['txt']) && hasPicture(names));
  return official ? [official] : labelledScenes(names).filter((names) => hasPair(names));
}

/** `X_left, X_right, X_disp` and `XL, XR, XGT`, as many as there are in the folder. */
function labelledScenes(names: readonly string[]): readonly SceneNames[] {
  return names.flatMap((name) => {
    const { stem, extension } = splitPath(name);
    if (!(pictureExtensions as readonly string[]).includes(extension)) return [];
    const spelled = /^(.+)_left$/.exec(stem);
    if (spelled) {
      const label = spelled[1]!;
      return [
        scene(stem, `${label}_right`, [`${label}_disp`, `${label}_left_disp`, `${label}_left.disp`], label),
      ];
    }
    const short = /^(.*[a-z0-9])L$/.exec(stem);
    return short ? [scene(stem, `${short[1]!}R`, [`${short[1]!}GT`], short[1])] : [];
  });
}

function readScene(
  place: ScenePlace,
  { left, right, disparity, label }: SceneNames,
  index: FileIndex,
): LayoutItem | LayoutProblem {
  const { folder } = place;
  const at = (stem: string) => joinPath(folder, stem);
  const leftPath = index.withStem(at(left), pictureExtensions);
  const rightPath = index.withStem(at(right), pictureExtensions);
  if (leftPath === null || rightPath === null) {
    const [there, missing] = leftPath === null ? [rightPath, left] : [leftPath, right];
    return partnerMissing('rejected', there ?? at(left), `${at(missing)}.png`, 'the pair is left out');
  }
  const truthFolders = [folder, folder.replace(/(^|\/)two_view_training(?=\/)/, '$1two_view_training_gt')];
  const truth = truthFolders
    .flatMap((place) => disparity.map((stem) => index.withStem(joinPath(place, stem), mapExtensions)))
    .find((path) => path !== null);
  const mask = index.first(truthFolders.map((place) => joinPath(place, 'mask0nocc.png')));
  const calib = index.first([at('calib.txt'), ...(label === '' ? [] : [at(`${label}_calib.txt`)])]);
  return {
    name: sceneName(place, label),
    left: leftPath,
    right: rightPath,
    groundTruth: truth === undefined ? [] : [groundTruthAt(truth)],
    masks: mask !== null && left === 'im0' ? [{ role: 'nonoccluded-mask', path: mask }] : [],
    classMasks: [],
    calibration: calib === null ? null : { kind: 'file', path: calib, pair: 'colour' },
    split: splitOfFolders(leftPath),
    problems: [],
  };
}

function groundTruthAt(path: string): GroundTruthFile {
  const { stem, extension } = splitPath(path);
  const isFloat = ['pfm', 'npy', 'npz'].includes(extension);
  const rule: EncodingRule = isFloat
    ? { kind: 'named', name: 'middlebury-pfm', reason: 'Middlebury float maps hold disparity in pixels' }
    : stem.startsWith('truedisp')
      ? { kind: 'named', name: 'tsukuba', reason: 'the tsukuba ground truth is scaled by 16' }
      : /_(left_)?disp$|\.disp$/.test(stem)
        ? { kind: 'by-values' }
        : { kind: 'middlebury-size' };
  return { role: 'disparity', path, rule };
}

/** The folder's path, or the label where a folder holds several labelled pairs. */
function sceneName({ folder, rootName, holdsSeveral }: ScenePlace, label: string): string {
  if (holdsSeveral) return joinPath(folder, label);
  return folder === '' ? rootName : folder;
}

/** An official scene's folder is all Middlebury's: other exposures, right-view disparity, per-pixel confidence. */
function claimFolder(
  folder: string,
  names: readonly string[],
  { label }: SceneNames,
  claimed: Set<string>,
): void {
  if (label !== '') return;
  for (const name of names) claimed.add(joinPath(folder, name));
}

function claimItem(item: LayoutItem, claimed: Set<string>): void {
  const { left, right, groundTruth, masks } = item;
  for (const path of [
    left,
    right,
    ...groundTruth.map((file) => file.path),
    ...masks.map((file) => file.path),
  ]) {
    if (path !== null) claimed.add(path);
  }
}

function scene(left: string, right: string, disparity: readonly string[], label = ''): SceneNames {
  return { left, right, disparity, label, isTelling: left !== 'im0' && left !== 'im3' };
}
