import type { Quantity, Raster } from '#domain/rasters/Raster.ts';
import type { MapValue, PixelValues } from './cursorValues.svelte.ts';
import { mapContent, type PaneContext, type PaneModel } from './paneModel.ts';
import { growsWithDistance } from '#domain/colormap/formatQuantity.ts';

/** A depth-like map in the colours and range that all such panes share. Near is warm whatever the quantity. */
export function depthMapContent(
  raster: Raster,
  valueAt: (pixel: PixelValues) => MapValue | null,
  { shown, layers, colorMap }: PaneContext,
): Pick<PaneModel, 'content' | 'bar'> & { readonly quantity: Quantity } {
  const quantity = shown.quantityOf(raster);
  const [min, max] = quantity === shown.quantity ? shown.depthRange : shown.ownRangeOf(raster);
  const reversed = growsWithDistance(quantity);
  const style = { map: colorMap, reversed, min, max, quantity, rig: layers.rig, isAbsolute: false };
  return {
    ...mapContent(raster, style, {
      ends: ['near', 'far'],
      valueAt: (pixel) => valueAt(pixel)?.shown ?? null,
    }),
    quantity,
  };
}
