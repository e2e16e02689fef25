import type { Raster } from '#domain/rasters/Raster.ts';
import { paneTitles } from '../../studio/display.svelte.ts';
import type { PixelValues } from '../cursorValues.svelte.ts';
import { depthMapContent } from '../depthMapContent.ts';
import { mapValueAt } from '../mapValueAt.ts';
import { quantityFact, validFact, type PaneContext, type PaneModel } from '../paneModel.ts';
import { otherRunMessage } from './otherRunMessage.ts';

/** What the run that this one is compared with says, in the colours and range of the prediction beside it. */
export function otherPredictionPane(context: PaneContext): PaneModel {
  const { otherRun } = context;
  const raster = otherRun.prediction.value;
  const isLoading = otherRun.otherRun.isLoading || otherRun.prediction.isLoading;
  const shown = raster && depthMapContent(raster, (pixel) => valueOf(raster, pixel, context), context);
  return {
    kind: 'other-prediction',
    title: paneTitles['other-prediction'],
    facts:
      raster && shown
        ? [otherRun.otherRun.run?.method.spec ?? '', quantityFact(shown.quantity), validFact(raster)]
        : [],
    content: shown?.content ?? null,
    bar: shown?.bar ?? null,
    message: raster ? null : otherRunMessage(context, 'prediction'),
    isLoading,
  };
}

function valueOf(raster: Raster, pixel: PixelValues, { shown }: PaneContext) {
  const value = mapValueAt(raster, pixel);
  if (value === null) return null;
  const { quantity } = raster;
  return {
    value,
    quantity,
    shown: shown.convert(value, quantity, shown.quantityOf(raster)),
    depthM: shown.convert(value, quantity, 'depth:m'),
  };
}
