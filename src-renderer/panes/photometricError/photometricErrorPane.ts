import { absoluteErrorMap } from '#domain/colormap/colorTables.ts';
import { photometricAlpha, photometricWindowPx } from '#domain/photometric/photometricError.ts';
import { checkPane } from '../checkPane.ts';
import type { PaneContext, PaneModel } from '../paneModel.ts';

/** Always the same range, so that items and runs can be compared by eye. */
const worstShown = 0.5;

export function photometricErrorPane(context: PaneContext): PaneModel {
  return checkPane(
    {
      kind: 'photometric-error',
      slot: context.photometric.error,
      style: { map: absoluteErrorMap, min: 0, max: worstShown, isAbsolute: false },
      ends: ['wrong', 'right'],
      facts: [`SSIM ${photometricWindowPx} × ${photometricWindowPx} and L1, α ${photometricAlpha}`],
    },
    context,
  );
}
