import { StudioError } from '../errors.ts';
import type { Raster } from '../rasters/Raster.ts';
import { colorTable, type ColorMapName } from './colorTables.ts';
import { invalidColorAt } from './invalidHatch.ts';

export interface ColourOptions {
  readonly map: ColorMapName;
  /** Values at and below get the map's first colour. */
  readonly min: number;
  /** Values at and above get the map's last colour. */
  readonly max: number;
  /** Runs the map backwards, so that near (small) depths are warm. The data are never reversed. */
  readonly reversed: boolean;
}

/**
 * The entry of a colour table, 0 … 255, for a valid value: ⌊255·t + ½⌋ with t = (value − min) / (max − min) clamped to
 * [0, 1]. The twin of `colorIndex` in gfx/shaders/colorMap.glsl.ts.
 */
export function colorIndex(value: number, { min, max, reversed }: ColourOptions): number {
  const t = Math.min(1, Math.max(0, (value - min) / (max - min)));
  return Math.floor((reversed ? 1 - t : t) * 255 + 0.5);
}

/**
 * A raster as an opaque picture: the colour map where there is a value, the hatch of invalidHatch.ts elsewhere.
 *
 * @returns width × height × RGBA, 8 bit, sRGB.
 * @throws InvalidOption unless min and max are finite and min < max.
 */
export function colourise(raster: Raster, options: ColourOptions): Uint8ClampedArray<ArrayBuffer> {
  const { map, min, max } = options;
  if (!(Number.isFinite(min) && Number.isFinite(max) && min < max)) {
    throw new StudioError('InvalidOption', `the colour range must rise: min is ${min}, max is ${max}`, {
      min,
      max,
    });
  }
  const table = colorTable(map);
  const { width, height, values } = raster;
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = values[y * width + x]!;
      const at = (y * width + x) * 4;
      if (Number.isNaN(value)) {
        pixels.set(invalidColorAt(x, y), at);
      } else {
        const entry = colorIndex(value, options) * 3;
        pixels[at] = table[entry]!;
        pixels[at + 1] = table[entry + 1]!;
        pixels[at + 2] = table[entry + 2]!;
      }
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}
