import type { Picture, Raster } from './Raster.ts';

type Box = readonly [x: number, y: number, width: number, height: number];

/** The part of a picture inside a box of whole pixels, which must lie in it. */
export function cutPicture(picture: Picture, [x, y, width, height]: Box): Picture {
  const { channels } = picture;
  const data = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * picture.width + x) * channels;
    data.set(picture.data.subarray(from, from + width * channels), row * width * channels);
  }
  return { width, height, channels, data };
}

/** The part of a map inside a box of whole pixels, which must lie in it. */
export function cutRaster<R extends Raster>(raster: R, [x, y, width, height]: Box): R {
  const values = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * raster.width + x;
    values.set(raster.values.subarray(from, from + width), row * width);
  }
  return { ...raster, width, height, values };
}
