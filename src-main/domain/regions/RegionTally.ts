import type { RegionStats } from '../records.ts';

/** One pixel of a region; NaN where it has no such value. */
export interface RegionPixel {
  readonly groundTruth: number;
  readonly error: number;
  readonly ssim: number;
  /** See pixelBadness; NaN = not compared. */
  readonly badness: number;
}

/** Running sums over the pixels of one region. */
export class RegionTally {
  areaPx = 0;
  #left = Infinity;
  #top = Infinity;
  #right = -Infinity;
  #bottom = -Infinity;
  readonly #badness = new Mean();
  readonly #groundTruth = new Mean();
  readonly #error = new Mean();
  readonly #absError = new Mean();
  readonly #ssim = new Mean();

  add(x: number, y: number, pixel: RegionPixel): void {
    this.areaPx += 1;
    this.#left = Math.min(this.#left, x);
    this.#right = Math.max(this.#right, x);
    this.#top = Math.min(this.#top, y);
    this.#bottom = Math.max(this.#bottom, y);
    this.#badness.add(pixel.badness);
    this.#groundTruth.add(pixel.groundTruth);
    this.#error.add(pixel.error);
    this.#absError.add(Math.abs(pixel.error));
    this.#ssim.add(pixel.ssim);
  }

  /** Share of the frame that the region covers × mean badness of its compared pixels, [0, 1]. */
  severity(framePixels: number): number {
    return (this.areaPx / framePixels) * (this.#badness.value ?? 0);
  }

  /** x, y, width, height. */
  get bbox(): readonly [number, number, number, number] {
    return [this.#left, this.#top, this.#right - this.#left + 1, this.#bottom - this.#top + 1];
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
