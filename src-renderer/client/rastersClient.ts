import { rasterHeaders } from '#api/contract.ts';
import type { Picture, Quantity, Raster } from '#domain/rasters/Raster.ts';
import { request } from './request.ts';

export const rastersClient = {
  /** A derived map: prediction, aligned, error, SSIM, coverage. */
  raster: async (rasterId: string, signal?: AbortSignal): Promise<Raster> =>
    rasterOf(await request(`rasters/${rasterId}`, { signal })),
  /** A source map in its quantity; invalid is NaN. */
  assetRaster: async (assetId: number, signal?: AbortSignal): Promise<Raster> =>
    rasterOf(await request(`assets/${assetId}/raster`, { signal })),
  assetPicture: async (assetId: number, signal?: AbortSignal): Promise<Picture> =>
    pictureOf(await request(`assets/${assetId}/picture`, { signal })),
};

/** The map that a binary answer holds. */
export async function rasterOf(response: Response): Promise<Raster> {
  const { width, height } = sizeOf(response);
  const quantity = response.headers.get(rasterHeaders.quantity) as Quantity;
  const values = new Float32Array(await response.arrayBuffer());
  expectLength(response, values.length, width * height);
  return { quantity, width, height, values };
}

async function pictureOf(response: Response): Promise<Picture> {
  const { width, height } = sizeOf(response);
  const channels = Number(response.headers.get(rasterHeaders.channels)) === 1 ? 1 : 3;
  const data = new Uint8Array(await response.arrayBuffer());
  expectLength(response, data.length, width * height * channels);
  return { width, height, channels, data };
}

function sizeOf(response: Response): { width: number; height: number } {
  return {
    width: Number(response.headers.get(rasterHeaders.width)),
    height: Number(response.headers.get(rasterHeaders.height)),
  };
}

function expectLength(response: Response, found: number, expected: number): void {
  if (found !== expected)
    throw new Error(`${response.url} has ${found} samples, its headers say ${expected}`);
}
