import { signedErrorMap } from '#domain/colormap/colorTables.ts';
import { growsWithDistance } from '#domain/colormap/formatQuantity.ts';
import type { Quantity } from '#domain/rasters/Raster.ts';
import { comparisonPane } from '../comparisonPane.ts';
import type { PaneContext, PaneModel } from '../paneModel.ts';

/** Prediction − ground truth; white where they agree. */
export function signedErrorPane(context: PaneContext): PaneModel {
  const { layers, shown } = context;
  const [min, max] = shown.errorRange;
  return comparisonPane(
    {
      kind: 'signed-error',
      title: 'Signed error',
      slot: layers.error,
      style: { map: signedErrorMap, min, max, isAbsolute: false },
      ends: endsOf(layers.error.value?.quantity),
      valueAt: (pixel) => pixel.error?.value ?? null,
    },
    context,
  );
}

/** What too large a value means in space. */
function endsOf(quantity: Quantity | undefined): readonly [string, string] {
  const compared: Quantity = quantity === 'error:m' ? 'depth:m' : 'disparity:px';
  return growsWithDistance(compared) ? ['too far', 'too near'] : ['too near', 'too far'];
}
