import { absoluteErrorMap } from '#domain/colormap/colorTables.ts';
import { robustRange } from '#domain/colormap/robustRange.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { checkPane } from '../checkPane.ts';
import type { PaneContext, PaneModel } from '../paneModel.ts';

const ranges = new WeakMap<Raster, number>();

/** The 99th percentile; counted once per map. */
function worstOf(raster: Raster): number {
  const known = ranges.get(raster);
  if (known !== undefined) return known;
  const worst = robustRange(raster.values, 0, 99)?.[1] ?? 1;
  const shown = worst > 0 ? worst : 1;
  ranges.set(raster, shown);
  return shown;
}

/** Where the disparity changes although the picture does not. */
export function smoothnessPane(context: PaneContext): PaneModel {
  const { smoothness } = context.photometric;
  return checkPane(
    {
      kind: 'smoothness',
      slot: smoothness,
      style: {
        map: absoluteErrorMap,
        min: 0,
        max: smoothness.value ? worstOf(smoothness.value) : 1,
        isAbsolute: false,
      },
      ends: ['rough', 'smooth'],
      facts: ['|∂d*| · exp(−|∂I|)'],
    },
    context,
  );
}
