/** A metric's value and how many pixels it stands on. */
export interface Scored {
  /** Null where the metric has no value; never NaN or infinite. */
  readonly value: number | null;
  readonly pixels: number;
  /** How many it could stand on; left out: the pixels with ground truth. */
  readonly possible?: number;
}

/** A value computed on so many pixels; null for none, or where the formula has no finite value. */
export function scored(value: number, pixels: number): Scored {
  return { value: pixels > 0 && Number.isFinite(value) ? value : null, pixels };
}
