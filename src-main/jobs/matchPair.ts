import { filterDisparity } from '#compute/tasks/filterDisparity.task.ts';
import { matchBlock } from '#compute/tasks/matchBlock.task.ts';
import { matchGlobal } from '#compute/tasks/matchGlobal.task.ts';
import { matchStereo } from '#compute/tasks/matchStereo.task.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { PredictionRecord } from '#domain/records.ts';
import { disparityFromFixed } from '#domain/stereo/disparityFromFixed.ts';
import { effectiveSgbmOptions } from '#domain/stereo/effectiveSgbmOptions.ts';
import { needsRightView } from '#domain/stereo/filters/applyFilters.ts';
import { completeFilterOptions } from '#domain/stereo/filters/FilterOptions.ts';
import { filterOptionInfos } from '#domain/stereo/filters/filterOptionInfos.ts';
import { mapOfRightView, pairFromTheRight } from '#domain/stereo/rightView.ts';
import type { JobContext } from './JobContext.ts';

type Pair = { readonly left: Picture; readonly right: Picture };
type Crew = Pick<JobContext, 'pool' | 'signal'>;

/** What a matcher says about one view, unfiltered. */
export interface MatchedView {
  /** px, NaN = none. */
  readonly disparity: Raster<'disparity:px'>;
  /** SGBM's own map, int16 in 1/16 px as OpenCV returns it; null of the other matchers. */
  readonly disparity16: Int16Array | null;
  /** How it was computed. */
  readonly details: PredictionRecord['details'];
  readonly elapsedMs: number;
}

export interface MatchedPair extends MatchedView {
  /** Of `elapsedMs`: the matcher, from both sides where a filter needs it, and the filters after it. */
  readonly matchMs: number;
  readonly filterMs: number;
}

/**
 * Matches a rectified pair by any matcher and applies the filters that its spec asks for. The left-right check matches
 * the pair from the right as well, at the same time where cores are free.
 *
 * @returns disparity16 is null also where a filter has changed the map
 * @throws SizeMismatch, InvalidOption, TooLarge, AbortError
 */
export async function matchPair(crew: Crew, method: StereoMethod, pair: Pair): Promise<MatchedPair> {
  const none = completeFilterOptions();
  const filters = method.filters ?? none;
  const isFiltered = filterOptionInfos.some(({ name }) => filters[name] !== none[name]);
  const [left, right] = await Promise.all([
    matchView(crew, method, pair),
    needsRightView(filters) ? matchRightView(crew, method, pair) : null,
  ]);
  const matchMs = left.elapsedMs + (right?.elapsedMs ?? 0);
  if (!isFiltered) return { ...left, matchMs, filterMs: 0 };
  const { disparity, coverageBeforeFill, elapsedMs } = await crew.pool.run(
    filterDisparity,
    { left: left.disparity, right: right?.disparity ?? null, guide: pair.left, options: filters },
    { signal: crew.signal },
  );
  return {
    disparity,
    disparity16: null,
    details: { ...left.details, coverageBeforeFill },
    elapsedMs: matchMs + elapsedMs,
    matchMs,
    filterMs: elapsedMs,
  };
}

/** Matches the left view, without filters. @throws SizeMismatch, InvalidOption, TooLarge, AbortError */
export async function matchView(
  { pool, signal }: Crew,
  method: StereoMethod,
  { left, right }: Pair,
): Promise<MatchedView> {
  switch (method.kind) {
    case 'sgbm': {
      const { options } = method;
      const output = await pool.run(matchStereo, { left, right, options }, { signal });
      const { disparity16, path, threads, elapsedMs } = output;
      const disparity = disparityFromFixed(disparity16, left, options);
      return { disparity, disparity16, details: { path, threads }, elapsedMs };
    }
    case 'block': {
      const output = await pool.run(matchBlock, { left, right, options: method.options }, { signal });
      return { ...output, disparity16: null, details: { threads: 1 } };
    }
    case 'global': {
      const output = await pool.run(matchGlobal, { left, right, options: method.options }, { signal });
      const { disparity, energy, elapsedMs } = output;
      return { disparity, disparity16: null, details: { threads: 1, energy }, elapsedMs };
    }
  }
}

/**
 * The disparity of the right view by the same matcher: the pair is mirrored and its pictures change places, so that the
 * right one is matched as the left one was, in all its columns (see domain/stereo/rightView.ts).
 * @returns px, positive in the same sense as the left view's
 */
export async function matchRightView(crew: Crew, method: StereoMethod, pair: Pair): Promise<MatchedView> {
  const range = method.kind === 'sgbm' ? effectiveSgbmOptions(method.options) : method.options;
  const view = await matchView(crew, method, pairFromTheRight(pair, range));
  return { ...view, disparity: mapOfRightView(view.disparity, pair.left, range), disparity16: null };
}
