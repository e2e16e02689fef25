import { isAbortError } from '#domain/errors.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { type BlockOptions, completeBlockOptions } from '#domain/stereo/block/BlockOptions.ts';
import { effectiveSgbmOptions } from '#domain/stereo/effectiveSgbmOptions.ts';
import { completeGlobalOptions, type GlobalOptions } from '#domain/stereo/global/GlobalOptions.ts';
import { completeSgbmOptions, type SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { stereoClient, windowSlot, type StereoPreview } from '../client/stereoClient.ts';

export type BenchSlotName = 'a' | 'b';

/** A matcher with its options; those of the others are kept until it is their turn again. */
export interface BenchSetup {
  readonly kind: StereoMethod['kind'];
  readonly sgbm: SgbmOptions;
  readonly block: BlockOptions;
  readonly global: GlobalOptions;
}

/** What is to be matched. */
export interface BenchWish {
  readonly itemId: number;
  readonly width: number;
  readonly height: number;
  readonly method: string;
  /** What is on screen when it is asked; null = all of the image. */
  readonly visible: () => readonly [number, number, number, number] | null;
}

/** A map on the bench. */
export interface BenchMap {
  readonly itemId: number;
  readonly method: string;
  /** Of the whole image; what lies outside the visible part is from before, while `isPart`. */
  readonly raster: Raster<'disparity:px'>;
  /** Only the part that was on screen is of these options. */
  readonly isPart: boolean;
  /** Of the match alone, without the way there and back. */
  readonly elapsedMs: number;
  readonly matchedWidth: number;
  readonly matchedHeight: number;
}

/** So long after the last change the whole image is matched. */
const restMs = 250;
/** A part that takes longer gives way to a newer one; a faster one is shown before the next begins. */
const patienceMs = 300;

type Stage = 'part' | 'whole';

/**
 * One set of options on the bench, and the map they give. A change is answered with the visible part first, and with the
 * whole image once no further change has come for a moment. Only the newest wish counts.
 */
export class BenchSlot {
  readonly name: BenchSlotName;
  setup = $state.raw<BenchSetup>({
    kind: 'sgbm',
    sgbm: completeSgbmOptions(),
    block: completeBlockOptions(),
    global: completeGlobalOptions(),
  });
  map = $state.raw<BenchMap | null>(null);
  /** The last map of the whole image. */
  whole = $state.raw<Raster<'disparity:px'> | null>(null);
  /** Why the newest wish could not be met. */
  error = $state.raw<Error | null>(null);
  isBusy = $state(false);
  #wish: BenchWish | null = null;
  #running: { readonly stage: Stage; readonly since: number; readonly controller: AbortController } | null =
    null;
  /** The newest wish waits for the part that is under way. */
  #isWaiting = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(name: BenchSlotName) {
    this.name = name;
  }

  /** The matcher in hand, without filters. */
  get matcher(): StereoMethod {
    const { kind, sgbm, block, global } = this.setup;
    switch (kind) {
      case 'sgbm':
        return { kind, options: sgbm };
      case 'block':
        return { kind, options: block };
      case 'global':
        return { kind, options: global };
    }
  }

  /** %: how much less than the runner-up the choice must cost; null with belief propagation, which does not ask. */
  get uniquenessRatio(): number | null {
    const { kind, sgbm, block } = this.setup;
    if (kind === 'global') return null;
    return (kind === 'sgbm' ? effectiveSgbmOptions(sgbm) : block).uniquenessRatio;
  }

  want(wish: BenchWish): void {
    const isOther = wish.itemId !== this.#wish?.itemId;
    if (isOther) this.#drop();
    if (this.map && this.map.itemId !== wish.itemId) [this.map, this.whole] = [null, null];
    const isKnown = this.map?.method === wish.method && !this.map.isPart;
    this.#wish = wish;
    clearTimeout(this.#timer);
    if (isKnown) {
      this.#drop();
      this.error = null;
      return;
    }
    this.isBusy = true;
    // Whoever leafs through the items does not want each of them matched.
    if (isOther) this.#timer = setTimeout(() => void this.#match('whole'), restMs);
    else this.#begin();
  }

  clear(): void {
    this.#drop();
    this.#wish = null;
    [this.map, this.whole] = [null, null];
    this.error = null;
  }

  #begin(): void {
    const running = this.#running;
    const isQuick = running?.stage === 'part' && performance.now() - running.since < patienceMs;
    if (isQuick) this.#isWaiting = true;
    else void this.#match(this.#wish?.visible() ? 'part' : 'whole');
  }

  async #match(stage: Stage): Promise<void> {
    const wish = this.#wish;
    if (!wish) return;
    this.#running?.controller.abort();
    this.#isWaiting = false;
    const controller = new AbortController();
    this.#running = { stage, since: performance.now(), controller };
    this.isBusy = true;
    const visible = stage === 'part' ? wish.visible() : null;
    const request = { method: wish.method, visible, slot: windowSlot(this.name) };
    try {
      const preview = await stereoClient.preview(wish.itemId, request, controller.signal);
      if (this.#running.controller !== controller) return;
      this.map = mapOf(wish, preview, this.map);
      if (!this.map.isPart) this.whole = this.map.raster;
      this.error = null;
    } catch (error) {
      if (this.#running?.controller !== controller || isAbortError(error)) return;
      this.map = null;
      this.error = error instanceof Error ? error : new Error(String(error));
    }
    this.#running = null;
    this.#goOn();
  }

  /** What follows a match that was not given up. */
  #goOn(): void {
    if (this.#isWaiting) void this.#match('part');
    else if (this.map?.isPart && !this.error) {
      this.#timer = setTimeout(() => void this.#match('whole'), restMs);
    } else this.isBusy = false;
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#running?.controller.abort();
    this.#running = null;
    this.#isWaiting = false;
    this.isBusy = false;
  }
}

/** The answer as a map of the whole image; a part is laid over what was there. */
function mapOf(wish: BenchWish, preview: StereoPreview, before: BenchMap | null): BenchMap {
  const { raster, x, y, ...facts } = preview;
  const { itemId, method, width, height } = wish;
  const isPart = raster.width < width || raster.height < height;
  return {
    ...facts,
    itemId,
    method,
    isPart,
    raster: isPart ? laidOver(before, raster, { x, y, width, height }) : raster,
  };
}

function laidOver(
  before: BenchMap | null,
  part: Raster<'disparity:px'>,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Raster<'disparity:px'> {
  const values = before ? before.raster.values.slice() : new Float32Array(width * height).fill(NaN);
  for (let row = 0; row < part.height; row += 1) {
    values.set(part.values.subarray(row * part.width, (row + 1) * part.width), (y + row) * width + x);
  }
  return { quantity: 'disparity:px', width, height, values };
}
