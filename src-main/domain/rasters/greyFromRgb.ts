import type { Picture } from './Raster.ts';

/**
 * Grey from RGB by OpenCV's integer weights: (9798·R + 19235·G + 3735·B + 2^14) >> 15, which is 0.299, 0.587, 0.114.
 * A grey picture is returned as it is. Exact to cv2.cvtColor(…, COLOR_BGR2GRAY) on 8-bit pictures.
 * Source: OpenCV 4.6 modules/imgproc/src/color_rgb, tested against it.
 */
export function greyFromRgb(picture: Picture): Picture {
  if (picture.channels === 1) return picture;
  const { width, height, data: rgb } = picture;
  const data = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < data.length; i++, at += 3) {
    data[i] = (9798 * rgb[at]! + 19235 * rgb[at + 1]! + 3735 * rgb[at + 2]! + 16384) >> 15;
  }
  return { width, height, channels: 1, data };
}
