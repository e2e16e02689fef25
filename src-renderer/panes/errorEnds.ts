import type { Quantity } from '#domain/rasters/Raster.ts';

/** What a signed error means in space, at the top (too large a value) and at the bottom of its bar. */
export function errorEnds(quantity: Quantity | undefined): readonly [top: string, bottom: string] {
  return quantity === 'error:m' ? ['too far', 'too near'] : ['too near', 'too far'];
}
