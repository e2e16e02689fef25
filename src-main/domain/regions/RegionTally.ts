import type { RegionStats, SeverityParts } from './RegionRecord.ts';

/** One pixel of a region; NaN where it has no such value. */
export interface RegionPixel {
  readonly groundTruth: number;
  readonly error: number;
  readonly ssim: number;
  /** See pixelBadness; NaN = not compared. */
  readonly badness: number;
}

/** So many compared pixels make a region half sure. */
const doubtPx = 16;

/** Running sums over the pixels of one region. */
export class RegionTally {
  #areaPx = 0;
  readonly #badness = new Mean();
  readonly #groundTruth = new Mean();
  readonly #error = new Mean();
  readonly #absError = new Mean();
  readonly #ssim = new Mean();

  add(pixel: RegionPixel): void {
    this.#areaPx += 1;
    this.#badness.add(pixel.badness);
    this.#groundTruth.add(pixel.groundTruth);
    this.#error.add(pixel.error);
    this.#absError.add(Math.abs(pixel.error));
    this.#ssim.add(pixel.ssim);
  }

  /** The severity's parts; a region that is found without ground truth is half as sure. */
  parts(framePixels: number, isSuspicion: boolean): SeverityParts {
    const compared = this.#badness.count;
    return {
      wrong: this.#badness.value ?? 0,
      large: this.#areaPx / framePixels,
      sure: (compared / (compared + doubtPx)) * (isSuspicion ? 0.5 : 1),
    };
  }

  get stats(): RegionStats {
    const truthPixels = this.#groundTruth.count;
    return {
      meanSsim: this.#ssim.value,
      meanAbsError: this.#absError.value,
      meanError: this.#error.value,
      meanGroundTruth: this.#groundTruth.value,
      missingShare: truthPixels === 0 ? 0 : (truthPixels - this.#error.count) / truthPixels,
    };
  }
}

/** Mean of the values that are not NaN. */
class Mean {
  count = 0;
  #sum = 0;

  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.count += 1;
    this.#sum += value;
  }

  get value(): number | null {
    return this.count === 0 ? null : this.#sum / this.count;
  }
}
