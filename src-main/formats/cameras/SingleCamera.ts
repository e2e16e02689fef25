import { StudioError } from '#domain/errors.ts';
import type { ImageSize } from '../imageSize.ts';

/** A pinhole camera as a file gives it; of a pair also how far apart the two are. */
export interface SingleCamera {
  readonly focalPx: number;
  readonly cxPx: number;
  readonly cyPx: number;
  /** Metres; null where the file says nothing. */
  readonly baselineM: number | null;
  /** cx of the right camera − cx of the left one. */
  readonly doffsPx?: number;
  /** Of the pictures; null where the file does not say. */
  readonly size: ImageSize | null;
}

/** Which of a file's cameras is meant, where it lists several. */
export interface CameraEntry {
  readonly frame: number | null;
  readonly camera: number | null;
}

/** A camera from K, row-major, of 3×3 or the head of 3×4 and 4×4. @throws BadFile where it is none */
export function cameraOfMatrix(numbers: readonly number[], columns: number, file: string): SingleCamera {
  const camera = {
    focalPx: numbers[0]!,
    cxPx: numbers[2]!,
    cyPx: numbers[columns + 2]!,
    baselineM: null,
    size: null,
  };
  return checkedCamera(camera, file);
}

/** @throws BadFile where a number is missing or the focal length is none */
export function checkedCamera(camera: SingleCamera, file: string): SingleCamera {
  const { focalPx, cxPx, cyPx, baselineM } = camera;
  const isWhole = [focalPx, cxPx, cyPx, baselineM ?? 1].every((value) => Number.isFinite(value));
  if (isWhole && focalPx > 0 && (baselineM ?? 1) > 0) return camera;
  const found = `f ${focalPx}, c (${cxPx}, ${cyPx})${baselineM === null ? '' : `, baseline ${baselineM} m`}`;
  throw wrongCamera(file, 'a focal length above 0 and a principal point', found);
}

export function wrongCamera(file: string, expected: string, found: string): StudioError {
  return new StudioError('BadFile', `${file}: expected ${expected}, found ${found}`, {
    file,
    expected,
    found,
  });
}
