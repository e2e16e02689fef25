import type { Picture } from '#domain/rasters/Raster.ts';
import { effectiveSgbmOptions } from '#domain/stereo/effectiveSgbmOptions.ts';
import type { SeeCosts } from '#domain/stereo/CostRows.ts';
import type { MatchObserver } from '#domain/stereo/matchSgbm.ts';
import { requireSameForm } from '#domain/stereo/requireSameForm.ts';
import type { SearchRange } from '#domain/stereo/SearchRange.ts';
import { searchRange } from '#domain/stereo/SearchRange.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { validateSgbmOptions } from '#domain/stereo/validateSgbmOptions.ts';
import { ScalarMatcher } from '../sgbmScalar/ScalarMatcher.ts';
import { Arena } from './Arena.ts';
import { fastPathRefusal } from './fastPathRefusal.ts';
import { HelperCrew } from './HelperCrew.ts';
import type { KernelHost, Kernels } from './loadKernels.ts';
import { compileKernels, loadKernels } from './loadKernels.ts';
import type { MatchPlan } from './planMatch.ts';
import { planMatch } from './planMatch.ts';
import { releaseMemory } from './releaseMemory.ts';

export interface SgbmMatch {
  /** width × height, int16 in 1/16 px (Q11.4); (minDisparity − 1) · 16 = no value. */
  readonly disparity16: Int16Array;
  /** What computed it. Both give the same map; the scalar kernels take all options but some ten times as long. */
  readonly path: 'simd' | 'scalar';
  /** Why it was not the SIMD kernels, in words; null where it was. */
  readonly refusal: string | null;
  /** Threads that took part. */
  readonly threads: number;
}

export interface MatchSettings {
  /** Threads at most, the calling one included. Default 1. */
  readonly threads?: number;
  readonly observer?: MatchObserver;
  /** Sees the summed path costs of every row, as matchSgbm shows them. The match then runs in one thread. */
  readonly seeCosts?: SeeCosts;
  /** Fills all working memory before use, so that a test notices what is read without having been written. */
  readonly poison?: number;
  /** Modes hh and hh4 keep at most so many bytes of sums (default 1 GiB); tests choose few. */
  readonly volumeBytes?: number;
}

/**
 * A memory up to this size is kept for good; a larger one until no frame has come for some time, because to get it anew
 * costs half as much as a frame: the system hands it out, cleared, in pieces of 4 KiB.
 */
const keptBytes = 64 * 2 ** 20;
const idleMs = 4000;
/** Pixels × disparities from which a frame waits for helpers to start; below it goes ahead with those at hand. */
const worthStarting = 150e6;

/**
 * Semi-global matching on WebAssembly SIMD and several threads, equal bit by bit to the reference in domain/stereo and
 * so to OpenCV, and on the scalar kernels where those for SIMD do not apply (see fastPathRefusal). Belongs to one thread,
 * which must be allowed to block: it does a share of the work itself.
 */
export class SgbmMatcher {
  readonly #module = compileKernels();
  readonly #scalar = new ScalarMatcher();
  readonly #crew = new HelperCrew(this.#module);
  #bound: { readonly arena: Arena; readonly kernels: Kernels } | null = null;
  #idle: NodeJS.Timeout | undefined;
  #observe: KernelHost = { rowDone: () => undefined, waiting: () => undefined, rowSummed: () => undefined };

  /**
   * Matches a rectified pair; parameters as those of matchSgbm. One call at a time.
   * @throws SizeMismatch, InvalidOption, TooLarge; what the observer throws, after all threads have stopped
   */
  async match(
    left: Picture,
    right: Picture,
    options: SgbmOptions,
    settings: MatchSettings = {},
  ): Promise<SgbmMatch> {
    validateSgbmOptions(options);
    requireSameForm(left, right);
    const effective = effectiveSgbmOptions(options);
    const range = searchRange(left, effective);
    const refusal = fastPathRefusal(left, effective, range.columns);
    if (refusal !== null) return this.#matchScalar(left, right, options, settings, refusal);
    clearTimeout(this.#idle);
    const wanted = await this.#gather(range, settings.seeCosts ? 1 : (settings.threads ?? 1));
    const plan = planMatch(range, options, effective, wanted, {
      volumeBytes: settings.volumeBytes,
      showsSums: settings.seeCosts !== undefined,
    });
    const arena = this.#provide(plan);
    if (settings.poison !== undefined) arena.fill(settings.poison);
    for (const [address, bytes] of plan.cleared) arena.fill(0, address, bytes);
    const pixels = range.width * range.height;
    arena.fillInt16(plan.disparityMap, pixels, (effective.minDisparity - 1) * 16);
    arena.writeBytes(plan.leftPicture, left.data);
    arena.writeBytes(plan.rightPicture, right.data);
    try {
      const rowSummed = (y: number, address: number) =>
        settings.seeCosts?.(y, arena.viewInt16(address, range.columns * range.disparities));
      await this.#execute(plan, arena, settings.observer, rowSummed);
      const disparity16 = arena.readInt16(plan.result, pixels);
      settings.observer?.progress(1);
      return { disparity16, path: 'simd', refusal: null, threads: plan.threads.length };
    } finally {
      if (arena.bytes > keptBytes) this.#idle = setTimeout(() => this.#letGo(), idleMs).unref();
    }
  }

  /** Resolves when so many threads can be used, the calling one included. */
  prepare(threads: number): Promise<void> {
    return this.#crew.grow(threads - 1);
  }

  /** Bytes of linear memory that are held. */
  get heldBytes(): number {
    return this.#bound?.arena.bytes ?? 0;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    this.#bound = null;
    await this.#crew.close();
  }

  #matchScalar(
    left: Picture,
    right: Picture,
    options: SgbmOptions,
    settings: MatchSettings,
    refusal: string,
  ): SgbmMatch {
    clearTimeout(this.#idle);
    try {
      const disparity16 = this.#scalar.match(left, right, options, settings);
      return { disparity16, path: 'scalar', refusal, threads: 1 };
    } finally {
      this.#idle = setTimeout(() => this.#letGo(), idleMs).unref();
    }
  }

  /** The number of threads to plan for. Starting one takes about as long as a small frame, which does not wait for it. */
  async #gather({ width, height, disparities }: SearchRange, threads: number): Promise<number> {
    const started = this.#crew.grow(threads - 1);
    if (width * height * disparities >= worthStarting) await started;
    else started.catch(() => undefined);
    return Math.min(threads, 1 + this.#crew.ready);
  }

  #provide(plan: MatchPlan): Arena {
    if (this.#bound && this.#bound.arena.bytes >= plan.arena.bytes) return this.#bound.arena;
    if (this.heldBytes > keptBytes) this.#letGo();
    this.#bound = null;
    const arena = new Arena(plan.arena);
    const kernels = loadKernels(this.#module, arena.memory, {
      rowDone: () => this.#observe.rowDone(),
      waiting: () => this.#observe.waiting(),
      rowSummed: (y, address) => this.#observe.rowSummed(y, address),
    });
    this.#bound = { arena, kernels };
    this.#crew.bind(arena.memory);
    return arena;
  }

  /** Blocks this thread with its own share, then waits for the helpers. A throw anywhere stops all threads. */
  async #execute(
    plan: MatchPlan,
    arena: Arena,
    observer: MatchObserver | undefined,
    rowSummed: KernelHost['rowSummed'],
  ): Promise<void> {
    const [own, ...others] = plan.threads;
    const rows = own!.reduce(
      (sum, { run, settings }) => (run === 'sweepRows' ? sum + settings.rowEnd! - settings.rowFirst! : sum),
      0,
    );
    let done = 0;
    this.#observe = {
      rowDone: () => {
        observer?.checkCancelled();
        observer?.progress(++done / (rows + 1));
      },
      waiting: () => observer?.checkCancelled(),
      rowSummed,
    };
    const helpers = this.#crew.execute(others, plan.stopFlag);
    try {
      this.#bound!.kernels.execute(own!);
    } catch (error) {
      Atomics.store(arena.flags(plan.stopFlag, 1), 0, 1);
      await helpers;
      throw error;
    }
    await helpers;
  }

  #letGo(): void {
    this.#bound = null;
    this.#crew.forget();
    releaseMemory();
  }
}
