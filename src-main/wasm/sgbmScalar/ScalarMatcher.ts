import type { Picture } from '#domain/rasters/Raster.ts';
import { effectiveSgbmOptions } from '#domain/stereo/effectiveSgbmOptions.ts';
import type { SeeCosts } from '#domain/stereo/CostRows.ts';
import type { MatchObserver } from '#domain/stereo/matchSgbm.ts';
import { median3x3 } from '#domain/stereo/median3x3.ts';
import { removeSpeckles } from '#domain/stereo/removeSpeckles.ts';
import { requireSameForm } from '#domain/stereo/requireSameForm.ts';
import { searchRange } from '#domain/stereo/SearchRange.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { threeWayStripes } from '#domain/stereo/threeWayStripes.ts';
import { validateSgbmOptions } from '#domain/stereo/validateSgbmOptions.ts';
import type { ScalarFrame } from './FrameSweeps.ts';
import { rowsToSweep, sweepOnce, sweepStripes, sweepTwice } from './FrameSweeps.ts';
import type { FramePlan } from './planFrame.ts';
import { planFrame } from './planFrame.ts';
import { compileScalarKernels, loadScalarKernels, type ScalarBuild } from './ScalarKernels.ts';

interface MatchSettings {
  readonly observer?: MatchObserver | undefined;
  /** Sees the summed path costs of every row, as matchSgbm shows them. */
  readonly seeCosts?: SeeCosts | undefined;
  /** Fills all working memory before use, so that a test notices what is read without having been written. */
  readonly poison?: number | undefined;
  /** Modes hh and hh4 take at most so many bytes (default 1 GiB); tests choose few. */
  readonly volumeBytes?: number | undefined;
}

const pageBytes = 65_536;

/**
 * Semi-global matching for all legal options and both kinds of pictures on WebAssembly, in one thread: equal to the
 * reference in domain/stereo bit by bit, and so to OpenCV, also where 16 bits are too few. No memory is kept.
 */
export class ScalarMatcher {
  readonly #build: ScalarBuild;
  #module: WebAssembly.Module | null = null;

  constructor(build: ScalarBuild = 'simd') {
    this.#build = build;
  }

  /**
   * Matches a rectified pair; parameters and result as those of matchSgbm.
   * @throws SizeMismatch, InvalidOption, TooLarge; what the observer throws
   */
  match(left: Picture, right: Picture, options: SgbmOptions, settings: MatchSettings = {}): Int16Array {
    validateSgbmOptions(options);
    requireSameForm(left, right);
    const effective = effectiveSgbmOptions(options);
    const range = searchRange(left, effective);
    const invalid = (effective.minDisparity - 1) * 16;
    const pixels = range.width * range.height;
    if (range.columns === 0) return new Int16Array(pixels).fill(invalid);

    const plan = planFrame(range, effective, left.channels, settings.volumeBytes);
    const memory = this.#fill(plan, left, right, settings.poison);
    const map = new Int16Array(memory.buffer, plan.map, pixels);
    map.fill(invalid);
    const stripes = threeWayStripes(range.height, options.blockSize);
    const rows = rowsToSweep(effective, plan, stripes);
    let done = 0;
    const rowDone = (): void => {
      settings.observer?.checkCancelled();
      settings.observer?.progress(++done / (rows + 1));
    };
    const kernels = loadScalarKernels(
      (this.#module ??= compileScalarKernels(this.#build)),
      memory,
      plan.settings,
    );
    const bytes = new Uint8Array(memory.buffer);
    const frame: ScalarFrame = {
      plan,
      kernels,
      memory: bytes,
      range,
      options: effective,
      seeCosts: settings.seeCosts,
      rowDone,
    };
    if (effective.mode === 'sgbm') sweepOnce(frame);
    else if (effective.mode === '3way') sweepStripes(frame, stripes);
    else sweepTwice(frame);

    const smoothed = median3x3(map, range.width, range.height);
    if (effective.speckleWindowSize > 0) {
      const rule = { maxArea: effective.speckleWindowSize, maxStep: effective.speckleRange * 16, invalid };
      removeSpeckles(smoothed, range.width, range.height, rule);
    }
    settings.observer?.progress(1);
    return smoothed;
  }

  #fill(plan: FramePlan, left: Picture, right: Picture, poison: number | undefined): WebAssembly.Memory {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(plan.bytes / pageBytes) });
    const bytes = new Uint8Array(memory.buffer);
    if (poison !== undefined) bytes.fill(poison);
    bytes.set(left.data, plan.settings.leftPicture);
    bytes.set(right.data, plan.settings.rightPicture);
    return memory;
  }
}
