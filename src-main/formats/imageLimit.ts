import { StudioError } from '#domain/errors.ts';

/** 16383 × 16383: what libvips, which decodes the pictures, reads without being asked for more. */
export const mostPixels = 0x3fff ** 2;

/** Refuses a size that no picture or map here has, before memory is asked for it. @throws Unsupported */
export function requirePixelLimit(width: number, height: number, file: string): void {
  if (width * height <= mostPixels) return;
  throw new StudioError(
    'Unsupported',
    `${file}: ${width}×${height} pixels; pictures and maps of up to ${mostPixels} pixels are read`,
    { file, expected: mostPixels, found: width * height },
  );
}
