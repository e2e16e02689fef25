import type { Quantity, Raster } from '#domain/rasters/Raster.ts';
import type { MapValue, PixelValues } from './cursorValues.svelte.ts';
import { mapContent, type PaneContext, type PaneModel } from './paneModel.ts';
import { growsWithDistance } from '#domain/colormap/formatQuantity.ts';

/**
 * A depth-like map in the colours and range that all such panes share. Near is warm whatever the quantity.
 *
 * @param rangeFrom  gives the range where the item has nothing else to take it from.
 */
export function depthMapContent(
  raster: Raster,
  valueAt: (pixel: PixelValues) => MapValue | null,
  { shown, layers, colorMap }: PaneContext,
  rangeFrom: Raster = raster,
): Pick<PaneModel, 'content' | 'bar'> & { readonly quantity: Quantity } {
  const quantity = shown.quantityOf(raster);
  const isCommon = quantity === shown.quantity && shown.hasDepthRange;
  const [min, max] = isCommon ? shown.depthRange : shown.ownRangeOf(rangeFrom);
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
