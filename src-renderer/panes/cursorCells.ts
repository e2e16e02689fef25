import { formatQuantity } from '#domain/colormap/formatQuantity.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { relativeErrorOf, type MapValue, type PixelValues, type Rgb } from './cursorValues.svelte.ts';
import { mapValueAt } from './mapValueAt.ts';

/** One column of the strip. */
export interface CursorCell {
  readonly label: string;
  /** Said on hover. */
  readonly title: string;
  readonly text: string;
  /** Least width in digits, so that nothing jumps. */
  readonly widthCh: number;
  readonly swatch: Rgb | null;
}

const none = '–';

/** A map of a pane that has a column of its own only while that pane is there. */
export interface ExtraMap {
  readonly label: string;
  readonly title: string;
  readonly raster: Raster | null;
}

/**
 * The columns for a pixel, always the same ones in the same order, then those of `extras`; null = no pixel, all without a
 * value.
 */
export function cursorCells(
  pixel: PixelValues | null,
  method: string | null,
  place: string,
  extras: readonly ExtraMap[] = [],
): readonly CursorCell[] {
  const relative = pixel && relativeErrorOf(pixel);
  return [
    cell('x, y', 'Pixel of the left image', pixel ? `${pixel.x}, ${pixel.y}` : none, 9),
    {
      ...cell('Left', 'Red, green, blue of the left image', rgbText(pixel?.left), 13),
      swatch: pixel?.left ?? null,
    },
    {
      ...cell(
        rightLabel(pixel),
        'Red, green, blue of the right image at x − disparity',
        rgbText(pixel?.right),
        13,
      ),
      swatch: pixel?.right ?? null,
    },
    cell('Ground truth', 'Stored value, and depth in metres', mapText(pixel?.groundTruth), 16),
    cell(
      method ?? 'Prediction',
      'After alignment; depth in metres; difference to ground truth',
      `${mapText(pixel?.prediction)}${relative === null ? '' : ` (${signedPercent(relative)})`}`,
      24,
    ),
    cell('Error', 'Prediction − ground truth', errorText(pixel?.error), 9),
    cell(
      'SSIM, coverage',
      'Structural similarity around the pixel, and the valid share of its window',
      ssimText(pixel),
      12,
    ),
    ...extras.map(({ label, title, raster }) => cell(label, title, extraText(raster, pixel), 10)),
    cell(
      'Here',
      place === '' ? 'Failure region and annotation under the cursor' : place,
      place === '' ? none : place,
      5,
    ),
  ];
}

function cell(label: string, title: string, text: string, widthCh: number): CursorCell {
  return { label, title, text, widthCh, swatch: null };
}

function rightLabel(pixel: PixelValues | null): string {
  return pixel === null || pixel.rightX === null ? 'Right' : `Right, x ${pixel.rightX}`;
}

const rgbText = (color: Rgb | null | undefined) => (color ? color.join(' ') : none);

function mapText(map: MapValue | null | undefined): string {
  if (!map) return none;
  const stored = formatQuantity(map.value, map.quantity);
  if (map.depthM === null || map.quantity === 'depth:m') return stored;
  return `${stored}  ${formatQuantity(map.depthM, 'depth:m')}`;
}

function errorText(error: MapValue | null | undefined): string {
  if (!error) return none;
  return `${error.value > 0 ? '+' : ''}${formatQuantity(error.value, error.quantity)}`;
}

function ssimText(pixel: PixelValues | null): string {
  if (!pixel || (pixel.ssim === null && pixel.coverage === null)) return none;
  const ssim = pixel.ssim === null ? none : formatQuantity(pixel.ssim, 'ssim');
  return pixel.coverage === null ? ssim : `${ssim}  ${Math.round(pixel.coverage * 100)} %`;
}

function extraText(raster: Raster | null, pixel: PixelValues | null): string {
  const value = pixel && mapValueAt(raster, pixel);
  return raster && value !== null ? formatQuantity(value, raster.quantity) : none;
}

function signedPercent(share: number): string {
  const sign = share < 0 ? '−' : '+';
  return `${sign}${(Math.abs(share) * 100).toFixed(1)} %`;
}
