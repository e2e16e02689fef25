import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { Box } from './ReportModel.ts';

/** Width ÷ height of every crop, so that those of different regions line up. */
const aspect = 4 / 3;
const minWidth = 96;

/**
 * The part of an image that shows a region with as much again around it, 4:3 where the image allows.
 * @param region  in whole pixels, inside the image
 */
export function cropAround(region: Box, image: { readonly width: number; readonly height: number }): Box {
  const wanted = Math.max(region.width * 1.8, region.height * 1.8 * aspect, minWidth);
  const width = Math.min(image.width, Math.round(wanted));
  const height = Math.min(image.height, Math.round(wanted / aspect));
  const start = (centre: number, length: number, limit: number) =>
    Math.min(Math.max(Math.round(centre - length / 2), 0), limit - length);
  return {
    x: start(region.x + region.width / 2, width, image.width),
    y: start(region.y + region.height / 2, height, image.height),
    width,
    height,
  };
}

/** Every `step`-th pixel of a box. */
export function cropRaster(raster: Raster, box: Box, step: number): Raster {
  const width = Math.ceil(box.width / step);
  const height = Math.ceil(box.height / step);
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      values[y * width + x] = raster.values[(box.y + y * step) * raster.width + box.x + x * step]!;
    }
  }
  return { quantity: raster.quantity, width, height, values };
}

/** Every `step`-th pixel of a box. */
export function cropPicture(picture: Picture, box: Box, step: number): Picture {
  const width = Math.ceil(box.width / step);
  const height = Math.ceil(box.height / step);
  const { channels } = picture;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = ((box.y + y * step) * picture.width + box.x + x * step) * channels;
      data.set(picture.data.subarray(from, from + channels), (y * width + x) * channels);
    }
  }
  return { width, height, channels, data };
}
