import { StudioError } from '../errors.ts';
import type { Raster } from '../rasters/Raster.ts';

/**
 * Refuses a ground truth that says nothing: no valid pixel, or 0 everywhere.
 * @throws NoValidPixels
 */
export function checkGroundTruth({ values, width, height }: Raster, file: string): void {
  // A loop, because a call per pixel takes as long as reading the file.
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (!Number.isNaN(value) && value !== 0) return;
  }
  const found = values.some((value) => value === 0) ? 'only zeros' : 'no valid value';
  throw new StudioError(
    'NoValidPixels',
    `${file}: the ground truth has ${found} in ${width}×${height} pixels`,
    {
      file,
      expected: 'at least one valid pixel',
      found,
    },
  );
}
