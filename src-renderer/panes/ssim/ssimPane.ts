import { ssimMap } from '#domain/colormap/colorTables.ts';
import { comparisonPane } from '../comparisonPane.ts';
import type { PaneContext, PaneModel } from '../paneModel.ts';

/** Bright = similar. */
export function ssimPane(context: PaneContext): PaneModel {
  const { layers, shown } = context;
  const [min, max] = shown.ssimRange;
  return comparisonPane(
    {
      kind: 'ssim',
      title: 'SSIM',
      slot: layers.ssim,
      style: { map: ssimMap, min, max, isAbsolute: false },
      ends: ['similar', 'different'],
      valueAt: (pixel) => pixel.ssim,
    },
    context,
  );
}
