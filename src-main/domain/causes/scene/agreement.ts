import type { FrameScene } from '../FrameScene.ts';
import type { RegionView } from '../RegionView.ts';

/** Depths closer than this ratio agree. */
const same = Math.log(1.08);

/** Who sides with the prediction against the reference in a region. */
export interface Agreement {
  /** Share of failing pixels where another method agrees with the prediction and not with the reference; null: none. */
  readonly others: number | null;
  /** Difference of the pictures at the reference ÷ at the prediction; null without a pair. */
  readonly pictures: number | null;
  /** … at the reference − at the prediction, grey levels. */
  readonly picturesBy: number;
}

/** A map that agrees with the prediction because it is it says nothing, so other methods only. */
export function agreementOf(
  region: RegionView,
  { predictedLog, referenceLog, othersLog }: FrameScene,
): Agreement {
  const fit = region.pictureFit;
  const others =
    othersLog.length === 0 || referenceLog === null
      ? null
      : Math.max(
          ...othersLog.map((other) =>
            region.share((i) => {
              const off = Math.abs(other[i]! - predictedLog[i]!);
              return off < same && off < 0.5 * Math.abs(other[i]! - referenceLog[i]!);
            }),
          ),
        );
  return {
    others,
    pictures: fit === null ? null : (fit.reference + 0.5) / (fit.predicted + 0.5),
    picturesBy: fit === null ? 0 : fit.reference - fit.predicted,
  };
}
