import { join, relative, sep } from 'node:path';
import type { CalibrationSource, LayoutItem } from '#domain/datasets/Layout.ts';
import type { ImageSize } from '#formats/imageSize.ts';
import { loadCalibration } from './loadCalibration.ts';
import { problemOf } from './problemOf.ts';
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

function publishedRig(
  { rig, caveat }: Extract<CalibrationSource, { kind: 'published' }>,
  left: string,
  { width, height }: ImageSize,
): ScannedRig {
  if (width !== rig.width || height !== rig.height) return noRig(missing(left));
  const fields = { file: left, expected: 'a baseline in metres', found: '1 scene unit' };
  const message = `${left}: ${caveat}`;
  return {
    rig,
    rigSource: null,
    cameras: null,
    problem: { file: left, severity: 'doubtful', tag: 'CalibrationMissing', message, fields },
  };
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
