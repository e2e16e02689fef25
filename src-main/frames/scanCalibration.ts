import { join, relative, sep } from 'node:path';
import type { CalibrationSource, LayoutItem } from '#domain/datasets/Layout.ts';
import type { ImageSize } from '#formats/imageSize.ts';
import { loadRig } from './loadRig.ts';
import { problemOf } from './problemOf.ts';
import type { FoundItem, FoundProblem } from './scanDataset.ts';

/** An item's camera, or what is wrong with it. */
export type ScannedRig = Pick<FoundItem, 'rig' | 'rigSource'> & { readonly problem: FoundProblem | null };

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
  if (given !== null) return givenRig(root, given, size);
  if (calibration === null) return right === null ? noRig(null) : noRig(missing(left));
  if (calibration.kind === 'published') return publishedRig(calibration, left, size);
  const { path, pair } = calibration;
  try {
    return { rig: await loadRig(join(root, path), size, pair), rigSource: path, problem: null };
  } catch (error) {
    return noRig(problemOf(error, { root, path }, 'doubtful'));
  }
}

async function givenRig(root: string, file: string, size: ImageSize): Promise<ScannedRig> {
  const path = relative(root, file).split(sep).join('/');
  try {
    return { rig: await loadRig(file, size), rigSource: path, problem: null };
  } catch (error) {
    return noRig(problemOf(error, { root, path }, 'doubtful'));
  }
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
    problem: { file: left, severity: 'doubtful', tag: 'CalibrationMissing', message, fields },
  };
}

function noRig(problem: FoundProblem | null): ScannedRig {
  return { rig: null, rigSource: null, problem };
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
