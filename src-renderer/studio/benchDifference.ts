import type { Raster } from '#domain/rasters/Raster.ts';

/** What tells two maps of one image apart. */
export interface BenchDifference {
  /** B − A; NaN where one of them has no value. */
  readonly raster: Raster<'error:px'>;
  /** Shares of the image, [0, 1]: more than 1 px apart, and with a value in one of them only. */
  readonly apart: number;
  readonly onlyA: number;
  readonly onlyB: number;
}

export function benchDifference(a: Raster<'disparity:px'>, b: Raster<'disparity:px'>): BenchDifference {
  const values = new Float32Array(a.values.length);
  let [apart, onlyA, onlyB] = [0, 0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const [inA, inB] = [a.values[i]!, b.values[i]!];
    const difference = inB - inA;
    values[i] = difference;
    if (Math.abs(difference) > 1) apart += 1;
    else if (Number.isNaN(difference)) {
      if (!Number.isNaN(inA)) onlyA += 1;
      if (!Number.isNaN(inB)) onlyB += 1;
    }
  }
  const n = values.length;
  const raster = { quantity: 'error:px', width: a.width, height: a.height, values } as const;
  return { raster, apart: apart / n, onlyA: onlyA / n, onlyB: onlyB / n };
}
