import type { Quantity, Raster } from './Raster.ts';

/** What a map holds, in its unit. */
export interface UnitValues {
  readonly quantity: Quantity;
  readonly width: number;
  readonly height: number;
  /** Over the valid pixels; null where there is none. */
  readonly min: number | null;
  readonly median: number | null;
  readonly max: number | null;
  /** Valid pixels ÷ pixels. */
  readonly validShare: number;
}

/** Smallest, middle and largest value (of an even number the lower one in the middle) and the share of valid pixels. */
export function valuesInUnits({ quantity, width, height, values }: Raster): UnitValues {
  const valid = values.filter((value) => !Number.isNaN(value)).sort();
  return {
    quantity,
    width,
    height,
    min: valid[0] ?? null,
    median: valid[(valid.length - 1) >> 1] ?? null,
    max: valid.at(-1) ?? null,
    validShare: values.length === 0 ? 0 : valid.length / values.length,
  };
}
