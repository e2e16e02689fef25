import { join } from 'node:path';
import { problemKindOf } from '#domain/doctor/ProblemKind.ts';
import { encodingSeparator } from '#domain/doctor/remediesFor.ts';
import { formatEncoding } from '#domain/datasets/parseEncoding.ts';
import { opinionOnEncoding } from '#domain/datasets/proposeEncoding.ts';
import { isStudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import { turns, type Turn } from '#domain/rasters/turnRaster.ts';
import type { Encoding } from '#domain/records.ts';
import { readOrientation } from './readOrientation.ts';
import type { FoundProblem } from './scanDataset.ts';

/** A ground truth that was rejected, and what is needed to see how else it could be read. */
export interface RejectedTruth {
  readonly root: string;
  readonly rootName: string;
  readonly role: 'disparity' | 'depth';
  /** Of the left picture, relative to the root. */
  readonly left: string;
  readonly choose: () => Promise<{ readonly encoding: Encoding }>;
  readonly load: () => Promise<RawMap>;
}

/** EXIF's orientations that a quarter turn shows upright. */
const turnOfOrientation: Readonly<Record<number, Turn>> = { 3: 'half', 6: 'right', 8: 'left' };

/**
 * The problem of a rejected ground truth with the readings under which it would fit, for whoever offers them as remedies:
 * turned where width and height are exchanged, else every plausible meaning of its numbers.
 */
export async function withReadings(problem: FoundProblem, truth: RejectedTruth): Promise<FoundProblem> {
  const { role } = truth;
  const encodings = await readings(problem, truth);
  if (encodings.length === 0) return { ...problem, fields: { ...problem.fields, role } };
  return { ...problem, fields: { ...problem.fields, role, encodings: encodings.join(encodingSeparator) } };
}

async function readings(problem: FoundProblem, truth: RejectedTruth): Promise<readonly string[]> {
  const { root, rootName, role, left, choose, load } = truth;
  try {
    switch (problemKindOf(problem)) {
      case 'turned': {
        const { encoding } = await choose();
        const likely = turnOfOrientation[await readOrientation(join(root, left))];
        const quarters = turns.filter((turn) => turn !== 'half' && turn !== likely);
        const ordered = likely === undefined || likely === 'half' ? quarters : [likely, ...quarters];
        return ordered.map((turn) => formatEncoding({ ...encoding, name: 'custom', turn }));
      }
      case 'unknown-encoding': {
        const path = `${rootName}/${problem.file}`;
        const { plausible } = opinionOnEncoding({ path, raw: await load(), role });
        return plausible.map(({ encoding }) => formatEncoding(encoding));
      }
      default:
        return [];
    }
  } catch (error) {
    // What cannot be read has no reading; why it was rejected is told already.
    if (isStudioError(error)) return [];
    throw error;
  }
}
