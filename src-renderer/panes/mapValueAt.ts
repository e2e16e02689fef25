import type { Raster } from '#domain/rasters/Raster.ts';

/** The value of a map of the image's size at a pixel; null where it has none. */
export function mapValueAt(
  raster: Raster | null,
  { x, y }: { readonly x: number; readonly y: number },
): number | null {
  if (!raster || x < 0 || y < 0 || x >= raster.width || y >= raster.height) return null;
  const value = raster.values[y * raster.width + x]!;
  return Number.isFinite(value) ? value : null;
}
