import type { FrameScene } from '../causes/FrameScene.ts';
import type { RegionView } from '../causes/RegionView.ts';
import { joinsOf, levelsOf } from '../causes/scene/joins.ts';
import { leastSquares } from '../causes/scene/leastSquares.ts';
import type { Level, RegionBias } from './RegionRecord.ts';

/** Errors of which less than this share go one way have no direction. */
const oneSided = 0.7;
/** So much of a region in an annotation makes it the annotated object's. */
const insideShare = 0.5;
/** So many pixels make the plane around a region. */
const mostPlanePixels = 300;

/**
 * In which direction a region is wrong, by how much, and what its depth would be if the prediction followed the sound
 * pixels around it (their median), the plane through them, or the rest of the annotated object it lies in.
 */
export function measureBias(region: RegionView, scene: FrameScene): RegionBias {
  const { input, referenceLog, metresOf } = scene;
  const { predicted, reference } = input;
  const levelAt = (values: ArrayLike<number>, pixels: 'failing' | 'ring'): Level | null => {
    const valueAt = (i: number) => values[i]!;
    const value = pixels === 'ring' ? region.ringMedian(valueAt) : region.median(valueAt);
    return value === null ? null : levelOf(value, metresOf);
  };
  const ratio = referenceLog === null ? null : region.median((i) => scene.errorAt(i));
  const metres =
    metresOf === null || reference === null
      ? null
      : region.median((i) => metresOf(predicted[i]!) - metresOf(reference[i]!));
  const far = referenceLog === null ? 0 : region.share((i) => scene.errorAt(i) > 0);
  const near = referenceLog === null ? 0 : region.share((i) => scene.errorAt(i) < 0);
  return {
    direction: far + near === 0 ? 'unknown' : directionOf(far / (far + near)),
    percent: ratio === null ? null : 100 * (Math.exp(ratio) - 1),
    metres: Number.isFinite(metres) ? metres : null,
    truth: reference === null ? null : levelAt(reference, 'failing'),
    predicted: levelAt(predicted, 'failing'),
    surroundings: levelAt(predicted, 'ring'),
    plane: planeLevel(region, scene),
    annotation: annotationLevel(region, scene),
    joins: joinsOf(region.once(levelsOf)),
  };
}

function directionOf(far: number): RegionBias['direction'] {
  if (far >= oneSided) return 'far';
  return far <= 1 - oneSided ? 'near' : 'mixed';
}

function levelOf(value: number, metresOf: FrameScene['metresOf']): Level {
  const metres = metresOf === null ? NaN : metresOf(value);
  return { value, metres: Number.isFinite(metres) ? metres : null };
}

/** A plane in space is a plane in inverse depth: fitted around the region, read at its middle. */
function planeLevel(region: RegionView, scene: FrameScene): Level | null {
  const { predictedLog, width, input, metresOf } = scene;
  const step = Math.max(1, Math.floor(region.ring.length / mostPlanePixels));
  const ring = [...region.ring].filter((i, k) => k % step === 0 && Number.isFinite(predictedLog[i]!));
  if (ring.length < 30) return null;
  const [x0, y0, w, h] = region.bbox;
  const row = (x: number, y: number) =>
    Float64Array.of(1, (x - x0) / Math.max(w, h), (y - y0) / Math.max(w, h));
  const fit = leastSquares(
    ring.map((i) => row(i % width, Math.floor(i / width))),
    Float64Array.from(ring, (i) => Math.exp(-predictedLog[i]!)),
  );
  if (fit === null) return null;
  const nearness = row(x0 + w / 2, y0 + h / 2).reduce((sum, value, k) => sum + value * fit[k]!, 0);
  if (!(nearness > 0)) return null;
  const { quantity, rig } = input;
  const value =
    quantity === 'depth'
      ? 1 / nearness
      : quantity === 'disparity'
        ? nearness - (rig?.doffsPx ?? 0)
        : nearness;
  return levelOf(value, metresOf);
}

/** Median prediction over the sound pixels of the annotated object that holds the region. */
function annotationLevel(region: RegionView, scene: FrameScene): Level | null {
  const { classMasks, predicted } = scene.input;
  const own = new Set(region.pixels);
  for (const { mask } of classMasks) {
    if (region.share((i) => mask.data[i] !== 0) < insideShare) continue;
    const rest: number[] = [];
    for (let i = 0; i < mask.data.length; i += 1) {
      if (mask.data[i] !== 0 && !own.has(i) && Number.isFinite(predicted[i]!)) rest.push(predicted[i]!);
    }
    if (rest.length < 10) continue;
    return levelOf(rest.sort((a, b) => a - b)[rest.length >> 1]!, scene.metresOf);
  }
  return null;
}
