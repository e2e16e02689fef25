import { join, relative, sep } from 'node:path';
import type { CalibrationSource, LayoutItem } from '#domain/datasets/Layout.ts';
import { scaleRig } from '#domain/camera/scaleRig.ts';
import { readCamera } from '#formats/cameras/readCamera.ts';
import type { ImageSize } from '#formats/imageSize.ts';
import { splitMapPath } from '#formats/mapFormats.ts';
import { loadCalibration } from './loadCalibration.ts';
import { problemOf } from './problemOf.ts';
import { withSource } from './readBytes.ts';
import type { FoundItem, FoundProblem } from './scanDataset.ts';

/** An item's camera, or what is wrong with it. */
export type ScannedRig = Pick<FoundItem, 'rig' | 'rigSource' | 'cameras'> & {
  readonly problem: FoundProblem | null;
};

/**
 * Reads an item's calibration; what is missing or wrong makes the item doubtful, not unusable.
 * @param given absolute path of a calibration file that the user named for every item; null = what the layout says.
 */
export async function scanCalibration(
  root: string,
  { calibration, left, right }: LayoutItem,
  size: ImageSize,
  given: string | null,
): Promise<ScannedRig> {
  const isPair = right !== null;
  if (given !== null) {
    const path = relative(root, given).split(sep).join('/');
    return rigInFile({ root, path, file: given, isPair }, size, 'colour');
  }
  if (calibration === null) return isPair ? noRig(missing(left)) : noRig(null);
  if (calibration.kind === 'published') return publishedRig(calibration, left, size);
  if (calibration.kind === 'camera') return cameraInFile(root, calibration, size);
  const { path, pair } = calibration;
  return rigInFile({ root, path, file: join(root, path), isPair }, size, pair);
}

interface CalibrationOfItem {
  readonly root: string;
  /** Relative to the root. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  readonly isPair: boolean;
}

async function rigInFile(
  { root, path, file, isPair }: CalibrationOfItem,
  size: ImageSize,
  pair: 'grey' | 'colour',
): Promise<ScannedRig> {
  try {
    const { rig, cameras, caveat } = await loadCalibration([file], size, pair);
    if (cameras !== null && !isPair) return noRig(onlyForPairs(path));
    const problem = caveat === null ? null : unitUnknown(path, caveat.replaceAll(file, path));
    return { rig, rigSource: path, cameras, problem };
  } catch (error) {
    return noRig(problemOf(error, { root, path }, 'doubtful'));
  }
}

function onlyForPairs(file: string): FoundProblem {
  return {
    file,
    severity: 'doubtful',
    tag: 'CalibrationMissing',
    message: `${file}: describes a pair that is not rectified; a single picture has no use for it`,
    fields: { file, expected: 'the camera of a single picture', found: 'a pair' },
  };
}

function unitUnknown(file: string, message: string): FoundProblem {
  const fields = { file, expected: 'a baseline in metres', found: null };
  return { file, severity: 'doubtful', tag: 'CalibrationMissing', message, fields };
}

/** A camera in a syntax of its dataset's own. Where the file names another size of the same shape, it is scaled. */
async function cameraInFile(
  root: string,
  source: Extract<CalibrationSource, { kind: 'camera' }>,
  size: ImageSize,
): Promise<ScannedRig> {
  const { path, syntax, frame = null, camera = null } = source;
  const { path: file, key } = splitMapPath(join(root, path));
  try {
    const found = await withSource(file, (bytes) => readCamera(bytes, file, { syntax, key, frame, camera }));
    const { size: calibrated, baselineM, doffsPx = 0, ...pinhole } = found;
    const own = { ...pinhole, doffsPx, baselineM: baselineM ?? source.baselineM };
    const rig = scaleRig({ ...own, ...(calibrated ?? size) }, size.width, size.height);
    return { rig, rigSource: splitMapPath(path).path, cameras: null, problem: null };
  } catch (error) {
    return noRig(problemOf(error, { root, path }, 'doubtful'));
  }
}

/** As published, also for pictures that were made smaller or larger. */
function publishedRig(
  { rig, caveat }: Extract<CalibrationSource, { kind: 'published' }>,
  left: string,
  { width, height }: ImageSize,
): ScannedRig {
  if (Math.abs((rig.height * width) / rig.width - height) >= 1) return noRig(missing(left));
  const scaled = scaleRig(rig, width, height);
  const problem = caveat === null ? null : doubtfulCamera(left, caveat);
  return { rig: scaled, rigSource: null, cameras: null, problem };
}

function doubtfulCamera(file: string, caveat: string): FoundProblem {
  const fields = { file, expected: 'a baseline in metres', found: '1 scene unit' };
  return { file, severity: 'doubtful', tag: 'CalibrationMissing', message: `${file}: ${caveat}`, fields };
}

function noRig(problem: FoundProblem | null): ScannedRig {
  return { rig: null, rigSource: null, cameras: null, problem };
}

function missing(left: string): FoundProblem {
  return {
    file: left,
    severity: 'doubtful',
    tag: 'CalibrationMissing',
    message: `${left}: no calibration was found; the item can be compared in disparity, not in metres`,
    fields: { file: left, expected: 'a calibration file', found: null },
  };
}
