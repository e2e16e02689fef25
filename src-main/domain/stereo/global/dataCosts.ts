import type { Picture } from '../../rasters/Raster.ts';
import { absoluteDifferences, hammingDistances } from '../block/pixelCosts.ts';
import type { MatchObserver } from '../matchSgbm.ts';
import { PixelCost } from '../PixelCost.ts';
import { prefilter } from '../prefilter.ts';
import type { SearchRange } from '../SearchRange.ts';
import type { DataCosts } from './BeliefGrid.ts';
import type { BeliefMemory } from './BeliefMemory.ts';
import type { GlobalOptions } from './GlobalOptions.ts';

/** SGBM's default: gradients are clipped to ± this. */
const gradientCap = 63;

/** min(C, dataTruncation) of every matchable pixel and disparity. */
export function dataCosts(
  left: Picture,
  right: Picture,
  range: SearchRange,
  options: GlobalOptions,
  observer: MatchObserver,
  memory: Pick<BeliefMemory, 'bytes'>,
): DataCosts {
  const { columns, height, disparities } = range;
  const length = columns * disparities;
  const values = memory.bytes(length * height);
  const row = dataCostRow(left, right, range, options);
  for (let y = 0; y < height; y++) {
    observer.checkCancelled();
    values.set(row(y), y * length);
  }
  return { columns, rows: height, labels: disparities, values };
}

/** min(C, dataTruncation) of one image row after the other, as cost rows (see SearchRange), valid until the next call. */
export function dataCostRow(
  left: Picture,
  right: Picture,
  range: SearchRange,
  { cost, dataTruncation }: GlobalOptions,
): (y: number) => Uint8Array {
  const row = pixelCostRow(left, right, range, cost);
  const truncated = new Uint8Array(range.columns * range.disparities);
  return (y) => {
    const costs = row(y);
    for (let i = 0; i < truncated.length; i++) truncated[i] = Math.min(costs[i]!, dataTruncation);
    return truncated;
  };
}

function pixelCostRow(
  left: Picture,
  right: Picture,
  range: SearchRange,
  cost: GlobalOptions['cost'],
): (y: number) => Int16Array | Uint16Array {
  const length = range.columns * range.disparities;
  if (cost === 'bt') {
    const pixelCost = new PixelCost(prefilter(left, gradientCap), prefilter(right, gradientCap), range);
    const costs = new Int16Array(length);
    return (y) => {
      pixelCost.row(y, costs);
      return costs;
    };
  }
  const write =
    cost === 'ad' ? absoluteDifferences(left, right, range) : hammingDistances(left, right, range, '9x7');
  const costs = new Uint16Array(length);
  return (y) => {
    write(y, costs);
    return costs;
  };
}
