import type { FrameScene } from '../FrameScene.ts';
import type { PictureFit, RegionView } from '../RegionView.ts';

/** Depths closer than this ratio agree. */
const same = Math.log(1.08);
/** Pictures that differ by more agree on nothing, grey levels. */
const mostDifference = 18;

/** Who sides with the prediction against the reference in a region. */
export interface Agreement {
  /** Share of failing pixels where another method agrees with the prediction and not with the reference; null: none. */
  readonly others: number | null;
  /**
   * Difference of the pictures at the reference ÷ at the prediction; null without a pair, and where they agree at neither
   * (one picture does not show what the other does).
   */
  readonly pictures: number | null;
  /** … at the reference − at the prediction, grey levels. */
  readonly picturesBy: number;
}

/** A method of the same kind fails where the prediction does, so only others of another kind are asked. */
export function agreementOf(region: RegionView, scene: FrameScene): Agreement {
  const fit = heardFit(region.pictureFit);
  return {
    others: othersShare(region, scene),
    pictures: fit === null ? null : (fit.reference + 0.5) / (fit.predicted + 0.5),
    picturesBy: fit === null ? 0 : fit.reference - fit.predicted,
  };
}

function othersShare(region: RegionView, scene: FrameScene): number | null {
  const { predictedLog, referenceLog, input } = scene;
  if (input.others.length === 0 || referenceLog === null) return null;
  const shares = input.others.map((other) =>
    region.share((i) => {
      const log = scene.logOf(other[i]!);
      const off = Math.abs(log - predictedLog[i]!);
      return off < same && off < 0.5 * Math.abs(log - referenceLog[i]!);
    }),
  );
  return Math.max(...shares);
}

function heardFit(fit: PictureFit | null): PictureFit | null {
  return fit !== null && Math.min(fit.reference, fit.predicted) > mostDifference ? null : fit;
}
