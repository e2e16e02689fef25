import { signedErrorMap } from '#domain/colormap/colorTables.ts';
import { comparisonPane } from '../comparisonPane.ts';
import { errorEnds } from '../errorEnds.ts';
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
      ends: errorEnds(layers.error.value?.quantity),
      valueAt: (pixel) => pixel.error?.value ?? null,
    },
    context,
  );
}
