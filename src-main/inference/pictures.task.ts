import { defineTask } from '#compute/tasks/Task.ts';
import type { StereoCameras } from '#domain/camera/StereoCameras.ts';
import type { MapFromTensorInput, PredictedMap } from '#domain/networks/mapFromTensor.ts';
import type { ModelInput } from '#domain/networks/ModelManifest.ts';
import type { Placement, Size } from '#domain/networks/networkSize.ts';
import type { PreparedTensor } from '#domain/networks/prepareTensor.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { SerialisedError } from '#domain/errors.ts';

export interface PrepareInput {
  readonly left: string;
  readonly right: string | null;
  /** What rectifies the pictures first; absent or null = they are used as they are. */
  readonly cameras?: StereoCameras | null;
  /** The picture is seen in a mirror; absent = it is not. */
  readonly isMirrored?: boolean;
  /** With the user's choices in it. */
  readonly input: ModelInput;
}

export interface PreparedInput {
  /** In the order of the manifest's feeds. */
  readonly feeds: readonly PreparedTensor[];
  readonly placement: Placement;
  readonly picture: Size;
  readonly elapsedMs: number;
}

/** Reads, decodes, rectifies, resizes and normalises the pictures of one item. */
export const prepareInput = defineTask<PrepareInput, PreparedInput>('prepareInput');

export interface FinishedOutput {
  readonly map: PredictedMap;
  readonly confidence: Raster<'confidence'> | null;
  readonly bad: SerialisedError | null;
  readonly elapsedMs: number;
}

/** From the network's tensors to the map, with its confidence where the manifest names it. */
export const finishOutput = defineTask<MapFromTensorInput, FinishedOutput>('finishOutput');
