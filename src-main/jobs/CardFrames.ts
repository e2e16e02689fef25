import type { ComputePool } from '#compute/pool/ComputePool.ts';
import { canConvert } from '#domain/camera/convertRaster.ts';
import { isStudioError } from '#domain/errors.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { ShownTruth } from '#domain/review/drawRegionCard.ts';
import { loadGroundTruth } from '#frames/loadFrame.ts';
import type { Project } from '#project/Project.ts';
import { groundTruthOf, leftPictureOf } from './itemSources.ts';
import { readItemPicture } from './readStereoPair.ts';

/** What cards of one frame are cut from; a string says why there is nothing. */
export interface CardFrame {
  readonly width: number;
  readonly height: number;
  readonly left: Picture | string;
  /** As it is stored; where it is one, it can be shown in the quantity. */
  readonly groundTruth: Raster | string;
  /** What ground truth is shown in; null where it was not compared. */
  readonly shown: ShownTruth | null;
  /** Aligned where it was compared. */
  readonly prediction: Raster;
  readonly error: Raster | string;
  readonly ssim: Raster | string;
}

/** So many frames are kept: neighbours in a gallery are often of one frame. */
const mostKept = 4;

/** Frames that cards are cut from, read once for all cards of theirs that are asked for at a time. */
export class CardFrames {
  readonly #pool: ComputePool;
  readonly #kept = new Map<string, Promise<CardFrame>>();

  constructor(pool: ComputePool) {
    this.#pool = pool;
  }

  /** @param key  names the content: equal key, equal frame. @throws NotFound, BadFile (rasters) */
  get(project: Project, key: string, at: { runId: number; itemId: number }): Promise<CardFrame> {
    const known = this.#kept.get(key) ?? this.#read(project, at);
    this.#kept.delete(key);
    this.#kept.set(key, known);
    known.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(oldest);
    }
    return known;
  }

  async #read(project: Project, { runId, itemId }: { runId: number; itemId: number }): Promise<CardFrame> {
    const item = project.items.get(itemId);
    const { evaluation } = project.evaluations.of(runId, itemId);
    const rasterId = evaluation?.alignedRasterId ?? project.predictions.of(runId, itemId)?.rasterId;
    const notCompared = 'no ground truth';
    const map = (id: string | undefined) => (id === undefined ? notCompared : project.rasters.get(id));
    const [prediction, error, ssim, left] = await Promise.all([
      project.rasters.get(rasterId ?? ''),
      map(evaluation?.errorRasterId),
      map(evaluation?.ssimRasterId),
      orReason(() => readItemPicture({ project, pool: this.#pool }, item, leftPictureOf(project, item))),
    ]);
    const { width, height } = prediction;
    const shown = evaluation && {
      quantity: project.recipes.get(evaluation.recipeHash).recipe.quantity,
      rig: item.rig,
    };
    const groundTruth = await orReason(async () => {
      const asset = groundTruthOf(project, itemId);
      if (asset === null || shown === null) return notCompared;
      const stored = await loadGroundTruth(project.resolve(asset.path), asset.encoding);
      return canConvert(stored, shown.quantity, shown.rig) ? stored : 'other unit';
    });
    const sized = <Map extends Picture | Raster>(shown: Map | string): Map | string =>
      typeof shown !== 'string' && (shown.width !== width || shown.height !== height) ? 'other size' : shown;
    return {
      ...{ width, height, shown },
      ...{ prediction, error, ssim, left: sized(left), groundTruth: sized(groundTruth) },
    };
  }
}

async function orReason<Result>(read: () => Promise<Result>): Promise<Result | string> {
  try {
    return await read();
  } catch (error) {
    if (!isStudioError(error)) throw error;
    return error.message;
  }
}
