import { greyFromRgb } from '../rasters/greyFromRgb.ts';
import type { Picture } from '../rasters/Raster.ts';

/**
 * A picture with as many channels as are compared: colour becomes grey by OpenCV's weights, and a grey picture that is
 * wanted in colour has three equal channels, as with OpenCV's imread. The order of the channels does not matter to the
 * matchers here, which sum over them.
 */
export function comparedPicture(picture: Picture, channels: 1 | 3): Picture {
  if (picture.channels === channels) return picture;
  if (channels === 1) return greyFromRgb(picture);
  const { width, height, data: grey } = picture;
  const data = new Uint8Array(3 * grey.length);
  for (let i = 0; i < grey.length; i++) data.fill(grey[i]!, 3 * i, 3 * i + 3);
  return { width, height, channels, data };
}
