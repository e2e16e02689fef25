import type { FrameNumbers } from '#compute/FrameScorer.ts';
import { defineTask } from '#compute/tasks/Task.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { Encoding } from '#domain/records.ts';

/** A map file, `x.npz:key` where it holds several, and what its numbers mean. */
interface MapFile {
  readonly path: string;
  readonly encoding: Encoding;
}

/** Two map files to be compared. */
export interface FilePair {
  readonly prediction: MapFile;
  readonly groundTruth: MapFile;
  readonly rig: StereoRig | null;
  readonly recipe: Recipe;
}

/** Reads two map files and scores the one against the other: numbers, no maps. */
export const scoreFiles = defineTask<FilePair, FrameNumbers>('scoreFiles');
