import { absoluteErrorMap } from '#domain/colormap/colorTables.ts';
import { comparisonPane } from '../comparisonPane.ts';
import type { PaneContext, PaneModel } from '../paneModel.ts';

/** |prediction − ground truth|; dark where they agree. */
export function absoluteErrorPane(context: PaneContext): PaneModel {
  const { layers, shown } = context;
  return comparisonPane(
    {
      kind: 'absolute-error',
      title: 'Absolute error',
      slot: layers.error,
      style: { map: absoluteErrorMap, min: 0, max: shown.errorRange[1], isAbsolute: true },
      ends: ['wrong', 'right'],
      valueAt: ({ error }) => error && Math.abs(error.value),
    },
    context,
  );
}
