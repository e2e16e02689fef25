import { StudioError } from '../errors.ts';
import type { SsimInput, SsimOptions } from './ssim.ts';

/** What both implementations of SSIM, the readable one and the kernels, make of the options. */
export interface SsimPlan {
  readonly radius: number;
  /** Of the window along one axis: 1 each, or a Gaussian that adds up to 1. */
  readonly weights: Float64Array<ArrayBuffer>;
  /** Makes a sum of weights a number of pixels: the window's area ÷ its whole weight. */
  readonly pixelsPerWeight: number;
  readonly area: number;
  /** A pixel has an SSIM where at least this many pixels of its window are valid. */
  readonly leastPixels: number;
  /** 1 for the sample covariance, n / (n − 1), 0 for the population's. */
  readonly lostFreedom: number;
  readonly C1: number;
  readonly C2: number;
  /** A typical value of the map, so that window statistics are not differences of large numbers. */
  readonly centre: number;
}

/** The Gaussian window's standard deviation, px. */
const sigmaPx = 1.5;

/**
 * @throws SizeMismatch when a map does not have width × height values.
 * @throws InvalidOption for an even window, one larger than a side, a data range ≤ 0, a constant < 0 or a coverage
 *   outside [0, 1].
 */
export function planSsim(input: SsimInput, options: SsimOptions): SsimPlan {
  checkInput(input);
  checkOptions(input, options);
  const { windowPx, dataRange, minCoverage, window = 'uniform', covariance = 'sample' } = options;
  const radius = (windowPx - 1) / 2;
  const area = windowPx * windowPx;
  const weights = window === 'uniform' ? new Float64Array(windowPx).fill(1) : gaussian(radius);
  const whole = weights.reduce((sum, weight) => sum + weight, 0) ** 2;
  return {
    radius,
    weights,
    pixelsPerWeight: window === 'uniform' ? 1 : area / whole,
    area,
    leastPixels: Math.max(2, minCoverage * area - 1e-9),
    lostFreedom: covariance === 'sample' ? 1 : 0,
    C1: ((options.K1 ?? 0.01) * dataRange) ** 2,
    C2: ((options.K2 ?? 0.03) * dataRange) ** 2,
    centre: typicalValue(input.groundTruth),
  };
}

/** SciPy's: sampled at whole pixels, cut off at the radius, made to add up to 1. */
function gaussian(radius: number): Float64Array<ArrayBuffer> {
  const bell = Float64Array.from({ length: 2 * radius + 1 }, (_, k) =>
    Math.exp((-0.5 / sigmaPx ** 2) * (k - radius) ** 2),
  );
  const sum = bell.reduce((total, value) => total + value, 0);
  return bell.map((value) => value / sum);
}

/** Of a few thousand values spread over the map; of all where none of these is valid. */
function typicalValue(values: Float32Array | Float64Array): number {
  const step = Math.max(1, Math.floor(values.length / 4096));
  return meanOfEvery(step, values) ?? meanOfEvery(1, values) ?? 0;
}

function meanOfEvery(step: number, values: Float32Array | Float64Array): number | null {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i += step) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? null : sum / count;
}

function checkInput({ width, height, prediction, groundTruth }: SsimInput): void {
  if (prediction.length !== width * height || groundTruth.length !== width * height) {
    throw new StudioError(
      'SizeMismatch',
      `SSIM of ${width}×${height} needs ${width * height} values, found ${prediction.length} (prediction) and ` +
        `${groundTruth.length} (ground truth)`,
      { expected: width * height, found: [prediction.length, groundTruth.length] },
    );
  }
}

function checkOptions({ width, height }: SsimInput, options: SsimOptions): void {
  const { windowPx, dataRange, minCoverage, K1 = 0.01, K2 = 0.03 } = options;
  const refuse = (option: string, legal: string, found: number): never => {
    throw new StudioError('InvalidOption', `${option} must be ${legal}, found ${found}`, {
      option,
      expected: legal,
      found,
    });
  };
  if (!Number.isInteger(windowPx) || windowPx < 3 || windowPx % 2 !== 1) {
    refuse('SSIM window', 'an odd integer ≥ 3', windowPx);
  }
  if (windowPx > width || windowPx > height) {
    refuse('SSIM window', `at most the shorter side of ${width}×${height}`, windowPx);
  }
  if (!(dataRange > 0 && dataRange < Infinity)) refuse('SSIM data range', 'a number > 0', dataRange);
  if (!(minCoverage >= 0 && minCoverage <= 1)) refuse('SSIM coverage', 'from 0 to 1', minCoverage);
  for (const [name, value] of [['K1', K1] as const, ['K2', K2] as const]) {
    if (!(value >= 0 && value < Infinity)) refuse(`SSIM ${name}`, 'a number ≥ 0', value);
  }
}
