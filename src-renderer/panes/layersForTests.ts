import type { EvaluationAnswer, ItemAnswer } from '#api/contract.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Quantity, Raster } from '#domain/rasters/Raster.ts';
import type { ItemLayers } from './ItemLayers.svelte.ts';

/** f·B = 10 px·m, so that a disparity of 4 px is 2.5 m. */
export const rigForTests: StereoRig = {
  focalPx: 100,
  cxPx: 1.5,
  cyPx: 0.5,
  baselineM: 0.1,
  doffsPx: 0,
  width: 4,
  height: 2,
};

export function rasterForTests(quantity: Quantity, ...values: readonly number[]): Raster {
  return { quantity, width: 4, height: 2, values: Float32Array.from(values) };
}

interface Parts {
  readonly groundTruth?: Raster;
  readonly prediction?: Raster;
  readonly rig?: StereoRig | null;
  readonly hasItem?: boolean;
  readonly hasGroundTruth?: boolean;
  readonly evaluation?: Partial<EvaluationAnswer>;
}

/** For tests: layers of a 4 × 2 item that are there at once instead of being loaded. */
export function layersForTests(parts: Parts): ItemLayers {
  const slot = (value: unknown = null) => ({ value, error: null, isLoading: false });
  const {
    groundTruth,
    prediction,
    rig = rigForTests,
    hasItem = true,
    hasGroundTruth = Boolean(groundTruth),
  } = parts;
  return {
    left: slot({ width: 4, height: 2, channels: 1, data: Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7]) }),
    right: slot({
      width: 4,
      height: 2,
      channels: 1,
      data: Uint8Array.from([10, 11, 12, 13, 14, 15, 16, 17]),
    }),
    groundTruth: slot(groundTruth),
    prediction: slot(prediction),
    error: slot(),
    ssim: slot(),
    coverage: slot(),
    rig,
    item: hasItem ? ({ item: { id: 1, width: 4, height: 2, rig } } as ItemAnswer) : null,
    evaluation: parts.evaluation ?? null,
    record: parts.evaluation?.evaluation ?? null,
    groundTruthAsset: hasGroundTruth ? {} : null,
  } as unknown as ItemLayers;
}
