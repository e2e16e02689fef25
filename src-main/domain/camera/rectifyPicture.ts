import type { Picture } from '../rasters/Raster.ts';
import { StudioError } from '../errors.ts';
import { RectifyRows } from './RectifyRows.ts';
import type { DistortedCamera, RectifiedCamera } from './StereoCameras.ts';

/** Positions are rounded to 1/32 px, as OpenCV's remap does for 8-bit pictures. */
const steps = 32;

/** Called between rows; throws to stop. */
export interface RowObserver {
  checkCancelled(): void;
}

export interface PictureToRectify {
  readonly picture: Picture;
  readonly built: DistortedCamera;
  readonly to: RectifiedCamera;
  /** Of the rectified picture. */
  readonly width: number;
  readonly height: number;
}

/**
 * A picture as the rectified camera would have taken it: bilinear in fixed point (weights of 1/32 px, half rounded up),
 * black where the picture has no pixel. Bytes equal those of cv2.remap(INTER_LINEAR, BORDER_CONSTANT) with the maps of
 * cv2.initUndistortRectifyMap.
 *
 * @throws InvalidOption for an illegal distortion; what `observer` throws
 * Source: OpenCV 4.6 modules/imgproc/src/imgwarp.cpp (INTER_BITS = 5); tested against it.
 */
export function rectifyPicture(
  { picture, built, to, width, height }: PictureToRectify,
  observer: RowObserver,
): Picture {
  const { channels } = picture;
  const data = new Uint8Array(width * height * channels);
  const rows = new RectifyRows(built, to, width);
  for (let v = 0; v < height; v += 1) {
    observer.checkCancelled();
    rows.fill(v);
    for (let u = 0; u < width; u += 1) {
      const at = (v * width + u) * channels;
      const x32 = roundHalfEven(rows.x[u]! * steps);
      const y32 = roundHalfEven(rows.y[u]! * steps);
      sample(picture, x32, y32, data, at);
    }
  }
  return { width, height, channels, data };
}

/** Writes one pixel's channels; positions in 1/32 px. */
function sample(
  { width, height, channels, data }: Picture,
  x32: number,
  y32: number,
  out: Uint8Array,
  at: number,
) {
  const x = Math.floor(x32 / steps);
  const y = Math.floor(y32 / steps);
  if (!(x >= -1 && y >= -1 && x < width && y < height)) return;
  const fx = x32 - x * steps;
  const fy = y32 - y * steps;
  const has0 = x >= 0;
  const has1 = x + 1 < width;
  const hasTop = y >= 0;
  const hasBottom = y + 1 < height;
  const top = (y * width + x) * channels;
  const bottom = top + width * channels;
  for (let c = 0; c < channels; c += 1) {
    const p00 = hasTop && has0 ? data[top + c]! : 0;
    const p01 = hasTop && has1 ? data[top + channels + c]! : 0;
    const p10 = hasBottom && has0 ? data[bottom + c]! : 0;
    const p11 = hasBottom && has1 ? data[bottom + channels + c]! : 0;
    const sum = (p00 * (steps - fx) + p01 * fx) * (steps - fy) + (p10 * (steps - fx) + p11 * fx) * fy;
    out[at + c] = (sum + (steps * steps) / 2) >> 10;
  }
}

/** As the processor rounds: halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/**
 * Both pictures of a pair must have the size that the calibration was made for.
 * @throws CalibrationMissing naming both sizes
 */
export function requireCalibratedSize(
  file: string,
  cameras: { readonly width: number; readonly height: number },
  picture: { readonly width: number; readonly height: number },
): void {
  if (cameras.width === picture.width && cameras.height === picture.height) return;
  const [expected, found] = [cameras, picture].map(({ width, height }) => `${width}×${height}`);
  throw new StudioError('CalibrationMissing', `${file} is ${found}, its calibration is for ${expected}`, {
    file,
    expected: expected!,
    found: found!,
  });
}
