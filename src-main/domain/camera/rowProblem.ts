import type { ProblemRecord } from '../records.ts';
import { mostEpipolarErrorPx, type EpipolarError } from './epipolarError.ts';
import type { StereoRig } from './StereoRig.ts';

export interface CheckedPair {
  /** Path of the left picture. */
  readonly left: string;
  readonly rig: StereoRig | null;
}

/** What is wrong with a pair by its epipolar error, or null: rows that do not correspond, or exchanged pictures. */
export function rowProblem(
  { matches, medianPx, p90Px, medianDisparityPx }: EpipolarError,
  { left, rig }: CheckedPair,
): Omit<ProblemRecord, 'id' | 'itemId'> | null {
  if (medianPx === null || p90Px === null || medianDisparityPx === null) return null;
  const fields = { file: left, matches, medianPx, p90Px, medianDisparityPx };
  const doubtful = (message: string) =>
    ({
      file: left,
      severity: 'doubtful',
      tag: 'NotRectified',
      message: `${left}: ${message}`,
      fields,
    }) as const;
  if (medianPx > mostEpipolarErrorPx) {
    return doubtful(
      `the rows of the pair do not correspond: median ${medianPx.toFixed(1)} px, 90 % within ${p90Px.toFixed(1)} px (${matches} matches); matching along rows needs 1 px. A calibration of both cameras rectifies the pair`,
    );
  }
  // With another principal point right than left, points at infinity have disparity −doffs.
  if (medianDisparityPx + Math.max(0, rig?.doffsPx ?? 0) < -1) {
    return doubtful(
      `most points lie farther right in the right picture (median disparity ${medianDisparityPx.toFixed(1)} px, ${matches} matches): the two pictures may be exchanged`,
    );
  }
  return null;
}
