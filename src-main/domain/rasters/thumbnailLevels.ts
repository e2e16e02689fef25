import type { Raster } from './Raster.ts';

/** A small picture of a map: 0 = no value, 1 = its smallest to 255 = its largest value. */
export interface ThumbnailLevels {
  readonly width: number;
  readonly height: number;
  /** width × height whole numbers. */
  readonly levels: readonly number[];
}

/** A map made small by leaving out pixels, its longer side at most `longestPx`. */
export function thumbnailLevels({ width, height, values }: Raster, longestPx: number): ThumbnailLevels {
  const step = Math.max(1, Math.max(width, height) / longestPx);
  const [across, down] = [Math.max(1, Math.floor(width / step)), Math.max(1, Math.floor(height / step))];
  const taken = Array.from({ length: across * down }, (_, i) => {
    const x = Math.floor(((i % across) + 0.5) * step);
    const y = Math.floor((Math.floor(i / across) + 0.5) * step);
    return values[Math.min(y, height - 1) * width + Math.min(x, width - 1)]!;
  });
  const valid = taken.filter((value) => !Number.isNaN(value));
  const [least, most] = valid.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  const span = most - least || 1;
  const levels = taken.map((value) =>
    Number.isNaN(value) ? 0 : 1 + Math.round((254 * (value - least)) / span),
  );
  return { width: across, height: down, levels };
}
