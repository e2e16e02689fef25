import { robustRange } from '#domain/colormap/robustRange.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { Project } from '#project/Project.ts';
import type { Histogram } from './ReportModel.ts';

const errorBins = 100;
const ssimBins = 50;
/** Values taken per item to find the range of the errors. */
const samplesPerItem = 8192;

export interface Distributions {
  readonly error: Histogram;
  readonly ssim: Histogram;
  /** Most errors, the large ones too, lie within ± this: a range for colours. */
  readonly errorSpan: number;
}

/**
 * Histograms of signed error and SSIM over all pixels of the given items. The error's range is symmetric and holds
 * 95 % of the sampled errors (98 % for the span); SSIM's is [0, 1].
 *
 * @returns null where no item is given or no pixel has an error.
 */
export async function buildHistograms(
  project: Project,
  runId: number,
  itemIds: readonly number[],
): Promise<Distributions | null> {
  const evaluations = itemIds.map((itemId) => project.evaluations.of(runId, itemId).evaluation!);
  const samples: number[] = [];
  for (const { errorRasterId } of evaluations) {
    sampleMagnitudes(await project.rasters.get(errorRasterId), samples);
  }
  const [most, nearlyAll] = [robustRange(samples, 0, 95), robustRange(samples, 0, 98)];
  if (most === null || nearlyAll === null) return null;
  const span = roundUp(most[1]);
  let error: HistogramCounter | null = null;
  const ssim = new HistogramCounter(0, 1, ssimBins);
  for (const evaluation of evaluations) {
    const errors = await project.rasters.get(evaluation.errorRasterId);
    error ??= new HistogramCounter(-span, span, errorBins, errors.quantity);
    error.add(errors);
    ssim.add(await project.rasters.get(evaluation.ssimRasterId));
  }
  return { error: error!.histogram(), ssim: ssim.histogram(), errorSpan: roundUp(nearlyAll[1]) };
}

/** Counts the finite values of rasters in equal bins; the upper end belongs to the last bin. */
class HistogramCounter {
  private readonly min: number;
  private readonly max: number;
  private readonly quantity: Histogram['quantity'];
  private readonly counts: Float64Array;
  private below = 0;
  private above = 0;
  private total = 0;
  private sum = 0;

  constructor(min: number, max: number, bins: number, quantity: Histogram['quantity'] = 'ssim') {
    this.min = min;
    this.max = max;
    this.quantity = quantity;
    this.counts = new Float64Array(bins);
  }

  add({ values }: Raster): void {
    const { min, max, counts } = this;
    const perUnit = counts.length / (max - min);
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      this.total += 1;
      this.sum += value;
      if (value < min) this.below += 1;
      else if (value > max) this.above += 1;
      else {
        const bin = Math.min(counts.length - 1, Math.floor((value - min) * perUnit));
        counts[bin] = counts[bin]! + 1;
      }
    }
  }

  histogram(): Histogram {
    const { quantity, min, max, below, above, total } = this;
    const mean = total === 0 ? 0 : this.sum / total;
    return { quantity, min, max, counts: [...this.counts], below, above, total, mean };
  }
}

function sampleMagnitudes({ values }: Raster, samples: number[]): void {
  const step = Math.max(1, Math.floor(values.length / samplesPerItem));
  for (let i = 0; i < values.length; i += step) {
    if (Number.isFinite(values[i]!)) samples.push(Math.abs(values[i]!));
  }
}

/** Up to the next number with one significant digit. */
function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return Number((Math.ceil(value / power - 1e-9) * power).toPrecision(1));
}
