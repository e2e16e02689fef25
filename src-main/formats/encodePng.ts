import type { Mask, Picture } from '#domain/rasters/Raster.ts';
import { encodePngSamples } from './sharpImage.ts';

/** An 8-bit picture as PNG, grey or RGB, lossless. */
export function encodePicture(picture: Picture): Promise<Uint8Array> {
  return encodePngSamples(picture);
}

/** width × height values 0…65535 as 16-bit grey PNG, lossless. */
export function encodeGrey16(width: number, height: number, values: Uint16Array): Promise<Uint8Array> {
  return encodePngSamples({ width, height, channels: 1, data: values });
}

/** A mask as 8-bit grey PNG: 255 inside, 0 outside. */
export function encodeMask({ width, height, data }: Mask): Promise<Uint8Array> {
  return encodePngSamples({ width, height, channels: 1, data: data.map((inside) => (inside ? 255 : 0)) });
}
