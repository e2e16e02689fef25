import type { StereoRig } from '../camera/StereoRig.ts';
import { greyFromRgb } from '../rasters/greyFromRgb.ts';
import type { Picture, Raster } from '../rasters/Raster.ts';
import type { RawMap } from '../rasters/RawMap.ts';
import type { Encoding } from '../records.ts';
import { coarseMatch, type CoarseMatch } from './coarseMatch.ts';

/** A picture as the checks see it. */
export interface ViewedPicture {
  /** As problems name it. */
  readonly file: string;
  readonly picture: Picture;
  /** EXIF's orientation that it was turned by, 1 = not at all. */
  readonly orientation: number;
}

/** A ground truth as the checks see it. */
export interface ViewedTruth {
  readonly file: string;
  readonly role: 'disparity' | 'depth';
  readonly encoding: Encoding;
  readonly isEightBit: boolean;
  readonly raster: Raster;
}

export interface ViewedItem {
  readonly left: ViewedPicture;
  /** Null without one, and where the pair is rectified first: its rows correspond only then. */
  readonly right: ViewedPicture | null;
  readonly rig: StereoRig | null;
  readonly truths: readonly ViewedTruth[];
}

/** One item as the checks see it; what several of them need is made once, when it is first asked for. */
export class ItemView implements ViewedItem {
  readonly left: ViewedPicture;
  readonly right: ViewedPicture | null;
  readonly rig: StereoRig | null;
  readonly truths: readonly ViewedTruth[];
  #match: CoarseMatch | null | undefined;

  constructor({ left, right, rig, truths }: ViewedItem) {
    this.left = left;
    this.right = right;
    this.rig = rig;
    this.truths = truths;
  }

  /** The pair matched at low resolution to both sides; null without a pair, or where it says too little. */
  get match(): CoarseMatch | null {
    this.#match ??=
      this.right && coarseMatch(greyFromRgb(this.left.picture), greyFromRgb(this.right.picture));
    return this.#match;
  }
}

/** True where every sample of the picture is the same. */
export function isFlat({ data }: Picture): boolean {
  const [first] = data;
  return data.every((value) => value === first);
}

/** The smallest and largest valid value, and how many are valid; NaN without one. */
export function validRange({ values }: Pick<RawMap, 'values'>): { min: number; max: number; count: number } {
  let [min, max, count] = [Infinity, -Infinity, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count += 1;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return count === 0 ? { min: NaN, max: NaN, count } : { min, max, count };
}
