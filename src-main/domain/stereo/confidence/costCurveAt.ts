import type { StereoMethod } from '../../methods/MethodSpec.ts';
import { cutPicture } from '../../rasters/cut.ts';
import type { Picture } from '../../rasters/Raster.ts';
import { censusRadius } from '../block/censusTransform.ts';
import { matchBlock } from '../block/matchBlock.ts';
import { saysNothing, subPixelStep } from '../chooseDisparities.ts';
import { effectiveSgbmOptions } from '../effectiveSgbmOptions.ts';
import { dataCostRow } from '../global/dataCosts.ts';
import type { MatchObserver } from '../matchSgbm.ts';
import { PixelCost } from '../PixelCost.ts';
import { prefilter } from '../prefilter.ts';
import { requireSameForm } from '../requireSameForm.ts';
import { searchRange } from '../SearchRange.ts';
import type { CostCurve } from './CostCurve.ts';
import { decisiveCosts, type ShowCosts } from './decisiveCosts.ts';
import { picturesFor } from './picturesFor.ts';

export interface CostCurveInput {
  readonly left: Picture;
  readonly right: Picture;
  readonly method: StereoMethod;
  /** Of the left picture. */
  readonly x: number;
  readonly y: number;
}

const unobserved: MatchObserver = { checkCancelled: () => undefined, progress: () => undefined };

/**
 * The raw costs at one pixel, from the rows around it alone: some milliseconds on any picture.
 * @returns null where x is outside the columns in which the whole range can be compared
 * @throws SizeMismatch, InvalidOption
 */
export function rawCostCurve(input: CostCurveInput): CostCurve | null {
  const place = placeOf(input);
  if (place === null) return null;
  const rawCost = rawCosts(input, place);
  return curveOf(place, rawCost, null);
}

/**
 * The same with the costs by which the matcher decides: of the whole picture for most methods, down to the row for mode
 * sgbm.
 * @param showCosts  decisiveCosts, or what shows the same sooner
 * @returns null where x is outside the columns in which the whole range can be compared
 * @throws SizeMismatch, InvalidOption, TooLarge, AbortError
 */
export async function aggregatedCostCurve(
  input: CostCurveInput,
  observer: MatchObserver,
  showCosts: ShowCosts = decisiveCosts,
): Promise<CostCurve | null> {
  const place = placeOf(input);
  if (place === null) return null;
  const rawCost = rawCosts(input, place);
  if (input.method.kind === 'block') return curveOf(place, rawCost, null);
  const { left, right, method, y } = input;
  let aggregated: number[] = [];
  const upTo =
    method.kind === 'sgbm' && method.options.mode === 'sgbm' ? y + method.options.blockSize + 2 : Infinity;
  const rows = [0, Math.min(upTo, left.height)] as const;
  await showCosts(
    { left: cutRows(left, rows), right: cutRows(right, rows), method },
    observer,
    (row, costs) => {
      if (row === y) aggregated = [...costs.subarray(place.at, place.at + place.count)];
    },
  );
  return curveOf(place, rawCost, aggregated);
}

/** Where the pixel's costs lie in a cost row. */
interface Place {
  readonly column: number;
  readonly at: number;
  readonly minDisparity: number;
  readonly count: number;
}

function placeOf({ left, right, method, x }: CostCurveInput): Place | null {
  requireSameForm(left, right);
  const options = method.kind === 'sgbm' ? effectiveSgbmOptions(method.options) : method.options;
  const { firstX, columns, disparities, minDisparity } = searchRange(left, options);
  const column = x - firstX;
  if (column < 0 || column >= columns) return null;
  return { column, at: column * disparities, minDisparity, count: disparities };
}

function curveOf(place: Place, raw: readonly number[], aggregated: readonly number[] | null): CostCurve {
  const { count, minDisparity } = place;
  const decisive = Float32Array.from(aggregated ?? raw);
  const best = decisive.reduce((least, cost, d) => (cost < decisive[least]! ? d : least), 0);
  const step = subPixelStep(decisive, 0, count, best);
  const isUndecided = Number.isNaN(decisive[best]) || saysNothing(decisive, 0, count);
  return {
    disparities: Array.from({ length: count }, (_, d) => minDisparity + d),
    rawCost: raw.map((cost) => (Number.isNaN(cost) ? null : cost)),
    aggregatedCost: aggregated,
    chosen: isUndecided ? null : minDisparity + best + step,
  };
}

function rawCosts(input: CostCurveInput, place: Place): number[] {
  switch (input.method.kind) {
    case 'sgbm':
      return sgbmBlockCosts(input, input.method, place);
    case 'block':
      return windowCosts(input, input.method, place);
    case 'global':
      return singleCosts(input, input.method, place);
  }
}

/** The block repeats the first and last matchable column and the first and last row, as BlockCost does. */
function sgbmBlockCosts(
  { left, right, y }: CostCurveInput,
  method: StereoMethod & { kind: 'sgbm' },
  { column, count }: Place,
): number[] {
  const options = effectiveSgbmOptions(method.options);
  const radius = options.blockSize >> 1;
  const rows = rowsAround(y, radius + 1, left.height);
  const [a, b] = picturesFor(method, cutRows(left, rows), cutRows(right, rows));
  const range = searchRange(a, options);
  const pixelCost = new PixelCost(
    prefilter(a, options.preFilterCap),
    prefilter(b, options.preFilterCap),
    range,
  );
  const row = new Int16Array(range.columns * range.disparities);
  const costs = new Array<number>(count).fill(0);
  for (let v = y - radius; v <= y + radius; v++) {
    pixelCost.row(Math.min(Math.max(v, 0), left.height - 1) - rows[0], row);
    for (let u = column - radius; u <= column + radius; u++) {
      const at = Math.min(Math.max(u, 0), range.columns - 1) * count;
      for (let d = 0; d < count; d++) costs[d]! += row[at + d]!;
    }
  }
  return costs;
}

function windowCosts(
  { left, right, y }: CostCurveInput,
  method: StereoMethod & { kind: 'block' },
  { at, count }: Place,
): number[] {
  const { options } = method;
  const reach = (options.blockSize >> 1) + censusRadius(options.censusWindow);
  const rows = rowsAround(y, reach, left.height);
  const [a, b] = picturesFor(method, cutRows(left, rows), cutRows(right, rows));
  let found: number[] = [];
  matchBlock(a, b, options, unobserved, (row, costs) => {
    if (row === y - rows[0]) found = [...costs.subarray(at, at + count)];
  });
  return found;
}

function singleCosts(
  { left, right, y }: CostCurveInput,
  method: StereoMethod & { kind: 'global' },
  { at, count }: Place,
): number[] {
  const rows = rowsAround(y, censusRadius('9x7'), left.height);
  const [a, b] = picturesFor(method, cutRows(left, rows), cutRows(right, rows));
  const costs = dataCostRow(a, b, searchRange(a, method.options), method.options)(y - rows[0]);
  return [...costs.subarray(at, at + count)];
}

/** First row and the one after the last. */
function rowsAround(y: number, reach: number, height: number): readonly [number, number] {
  return [Math.max(y - reach, 0), Math.min(y + reach + 1, height)];
}

function cutRows(picture: Picture, [first, end]: readonly [number, number]): Picture {
  return cutPicture(picture, [0, first, picture.width, end - first]);
}
