import { eightBit } from '#domain/evaluation/eightBit.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import { featureCosine } from '#domain/metrics/featureCosine.ts';
import { dinov2Small, type FeatureNetwork } from '#domain/networks/dinov2Small.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import type { MetricRecord } from '#domain/records.ts';
import { featureGraphPath, locateFeatures } from '#inference/locateFeatures.ts';
import type { JobContext } from './JobContext.ts';

/** Numbers of a frame, or why there are none. */
export interface FoundMetrics {
  readonly metrics: readonly MetricRecord[];
  readonly warnings: readonly string[];
}

/**
 * How alike prediction and ground truth are to DINOv2: both as 8-bit min–max pictures of the pixels valid in both, black
 * elsewhere. Without the network on this machine there is no number, and a warning says where it is looked for.
 *
 * @throws as InferenceProcess.features; BadModel where the network has other tokens
 */
export async function featureMetrics(
  { inference, signal }: Pick<JobContext, 'inference' | 'signal'>,
  { aligned, error, metrics }: Pick<FrameEvaluation, 'aligned' | 'error' | 'metrics'>,
  network: FeatureNetwork = dinov2Small,
): Promise<FoundMetrics> {
  const located = inference && (await locateFeatures(inference.models.places, network, signal));
  if (!inference || !located) {
    const where = inference ? `: ${featureGraphPath(inference.models.places, network)} is missing` : '';
    return { metrics: [], warnings: [`DINOv2 cosine has no value${where}.`] };
  }
  const { width, height } = aligned;
  const prediction = Float64Array.from(aligned.values);
  const levels = eightBit({ prediction, groundTruth: prediction.map((p, i) => p - error.values[i]!) });
  const valid = Uint8Array.from(levels.prediction, (level) => (Number.isNaN(level) ? 0 : 1));
  // NaN becomes 0.
  const pictureOf = (values: Float64Array): Picture => ({
    ...{ width, height, channels: 1 },
    data: Uint8Array.from(values),
  });
  const pictures = [pictureOf(levels.prediction), pictureOf(levels.groundTruth)];
  const [a, b] = await inference.process.features({ network, ...located, pictures }, { signal });
  const grid = {
    columns: network.input.resize.width / network.patchPx,
    rows: network.input.resize.height / network.patchPx,
    prefixTokens: network.prefixTokens,
  };
  const { value, pixels } = featureCosine([a!, b!], grid, { width, height, data: valid });
  // Density is counted over all pixels with ground truth.
  const possible = metrics.find(({ scope, name }) => scope === 'all' && name === 'density')?.pixels ?? 0;
  const coverage = possible === 0 ? 0 : pixels / possible;
  return { metrics: [{ scope: 'all', name: 'dinoCosine', value, coverage, pixels }], warnings: [] };
}
