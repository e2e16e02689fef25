import { StudioError } from '../errors.ts';
import type { Picture } from '../rasters/Raster.ts';

/** @throws SizeMismatch naming both sizes and numbers of channels, where they differ */
export function requireSameForm(left: Picture, right: Picture): void {
  if (left.width !== right.width || left.height !== right.height || left.channels !== right.channels) {
    const form = (picture: Picture) => `${picture.width} × ${picture.height} × ${picture.channels}`;
    throw new StudioError(
      'SizeMismatch',
      `left and right image must have the same size and number of channels: left is ${form(left)}, right is ${form(right)}`,
      { expected: form(left), found: form(right) },
    );
  }
}
