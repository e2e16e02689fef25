import type { Picture, Raster } from './Raster.ts';

/** The picture seen in a mirror: columns from right to left. */
export function mirroredPicture({ width, height, channels, data }: Picture): Picture {
  const mirrored = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * channels;
      const to = (y * width + width - 1 - x) * channels;
      for (let c = 0; c < channels; c++) mirrored[to + c] = data[from + c]!;
    }
  }
  return { width, height, channels, data: mirrored };
}

/** The map seen in a mirror; its values stay. */
export function mirroredRaster<R extends Raster>(raster: R): R {
  const { width, height } = raster;
  const values = Float32Array.from(raster.values);
  for (let y = 0; y < height; y++) values.subarray(y * width, (y + 1) * width).reverse();
  return { ...raster, values };
}
