import type { Picture } from '../rasters/Raster.ts';

/** One quantity of a picture that is compared between the two views. */
export interface CostPlane {
  /** width × height samples. */
  readonly samples: Uint8Array;
  /** A difference is divided by 2^shift: 0 for gradients, 2 for intensities. */
  readonly shift: 0 | 2;
}

/**
 * The planes that are compared: per channel the horizontal gradient, which ignores brightness differences between the
 * cameras, and the intensity itself with a quarter of the weight.
 *
 * gradient = clip(Sobel_x, −cap, +cap) + cap; rows are repeated beyond the top and the bottom. The first and the last
 * column of every plane hold `cap`, of the intensity too: that is what OpenCV does. Samples have 8 bits, so that with a cap
 * above 127 large gradients start again at 0.
 *
 * @param cap  odd, ≥ 15
 */
export function prefilter(picture: Picture, cap: number): CostPlane[] {
  const planes: CostPlane[] = [];
  for (let channel = 0; channel < picture.channels; channel++) {
    planes.push({ samples: gradientPlane(picture, channel, cap), shift: 0 });
    planes.push({ samples: intensityPlane(picture, channel, cap), shift: 2 });
  }
  return planes;
}

function gradientPlane(picture: Picture, channel: number, cap: number): Uint8Array {
  const { width, height, channels, data } = picture;
  const samples = new Uint8Array(width * height).fill(cap);
  const stride = width * channels;
  for (let y = 0; y < height; y++) {
    const above = Math.max(y - 1, 0) * stride + channel;
    const here = y * stride + channel;
    const below = Math.min(y + 1, height - 1) * stride + channel;
    for (let x = 1; x < width - 1; x++) {
      const left = (x - 1) * channels;
      const right = (x + 1) * channels;
      const sobel =
        (data[here + right]! - data[here + left]!) * 2 +
        (data[above + right]! - data[above + left]!) +
        (data[below + right]! - data[below + left]!);
      samples[y * width + x] = Math.min(Math.max(sobel, -cap), cap) + cap;
    }
  }
  return samples;
}

function intensityPlane(picture: Picture, channel: number, cap: number): Uint8Array {
  const { width, height, channels, data } = picture;
  const samples = new Uint8Array(width * height).fill(cap);
  for (let y = 0; y < height; y++) {
    for (let x = 1; x < width - 1; x++) {
      samples[y * width + x] = data[(y * width + x) * channels + channel]!;
    }
  }
  return samples;
}
