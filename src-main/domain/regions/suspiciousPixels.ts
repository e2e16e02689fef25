import type { FrameScene } from '../causes/FrameScene.ts';
import { boxMean } from '../causes/scene/boxMean.ts';
import { chamferDistance, depthEdges } from '../causes/scene/depthEdges.ts';
import { type FailingPixels, robustLimit } from './failingPixels.ts';

/** Methods that differ by more than this ratio of depths disagree. */
const disagreementRatio = 1.25;
/** Pictures differ by at least so much where a disparity is doubted, grey levels; noise and exposure stay below. */
const leastDifference = 10;
const windowReach = 2;
/** A depth edge is seen in the picture within so many pixels. */
const seenWithinPx = 3;
/** The gradient of an edge that can be seen, grey levels. */
const visibleGradient = 12;
const edgeRatio = 1.3;

export type SuspicionSource = 'other-methods' | 'pictures' | 'rules';

/**
 * Without ground truth, which pixels are to be looked at: where other methods disagree with the map; else where the right
 * picture, warped by the map, does not look like the left; else where the map has an edge and the picture shows none.
 */
export function suspiciousPixels(scene: FrameScene): FailingPixels & { readonly source: SuspicionSource } {
  if (scene.referenceLog !== null) return { ...byDisagreement(scene), source: 'other-methods' };
  const pictures = byPictures(scene);
  if (pictures !== null) return { ...pictures, source: 'pictures' };
  return { ...byEdges(scene), source: 'rules' };
}

function byDisagreement(scene: FrameScene): FailingPixels {
  const { width, height } = scene;
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i += 1) values[i] = Math.abs(scene.errorAt(i));
  const limit = Math.log(disagreementRatio);
  const robust = robustLimit(values);
  return {
    badness: values.map((value) => (Number.isNaN(value) ? NaN : value > limit ? 1 - limit / value : 0)),
    detection: {
      map: 'log-error',
      threshold: 'fixed',
      unit: '%',
      isSuspicion: true,
      fixed: 100 * (disagreementRatio - 1),
      robust: robust === null ? null : 100 * (Math.exp(robust) - 1),
    },
  };
}

/** Mean difference in 5 × 5 px, the texture's own contrast taken off: a half-pixel error on a sharp edge is none. */
function byPictures(scene: FrameScene): FailingPixels | null {
  const { picture, right, disparityOf, input, width, height } = scene;
  if (picture === null || right === null || disparityOf === null) return null;
  const { grey, roughness } = picture;
  const difference = new Float32Array(width * height);
  const isOut = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      const at = x - disparityOf(input.predicted[i]!);
      const base = Math.floor(at);
      if (!(base >= 0 && base + 1 < width)) isOut[i] = 1;
      else {
        const k = y * width + base;
        difference[i] = Math.abs(
          grey[i]! - right.grey[k]! - (at - base) * (right.grey[k + 1]! - right.grey[k]!),
        );
      }
    }
  }
  const mean = boxMean(difference, { width, height, reach: windowReach });
  for (let i = 0; i < mean.length; i += 1)
    mean[i] = isOut[i] === 0 ? Math.max(0, mean[i]! - 0.35 * roughness[i]!) : NaN;
  const robust = robustLimit(mean);
  const limit = Math.max(leastDifference, robust ?? 0);
  return {
    badness: mean.map((value) => (Number.isNaN(value) ? NaN : value > limit ? 1 - limit / value : 0)),
    detection: {
      map: 'photometric',
      threshold: 'robust',
      unit: 'levels',
      isSuspicion: true,
      fixed: leastDifference,
      robust,
    },
  };
}

/** Depth edges where the picture is plain: badness 0.5, because it is only that. */
function byEdges(scene: FrameScene): FailingPixels {
  const { width, height, predictedLog, picture } = scene;
  const detection = {
    map: 'boundary',
    threshold: 'fixed',
    unit: '%',
    isSuspicion: true,
    fixed: 100 * (edgeRatio - 1),
    robust: null,
  } as const;
  const badness = new Float32Array(width * height);
  if (picture === null) return { badness, detection };
  const { grey } = picture;
  const visible = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      const dx = x + 1 < width ? Math.abs(grey[i + 1]! - grey[i]!) : 0;
      const dy = y + 1 < height ? Math.abs(grey[i + width]! - grey[i]!) : 0;
      if (dx > visibleGradient || dy > visibleGradient) visible[i] = 1;
    }
  }
  const toVisible = chamferDistance(visible, { width, height, most: seenWithinPx + 2 });
  const edges = depthEdges(predictedLog, { width, height, ratio: edgeRatio });
  for (let i = 0; i < badness.length; i += 1) {
    if (Number.isNaN(predictedLog[i]!)) badness[i] = NaN;
    else if (edges[i] !== 0 && toVisible[i]! > seenWithinPx) badness[i] = 0.5;
  }
  return { badness, detection };
}
