import { signedErrorMap } from '#domain/colormap/colorTables.ts';
import { paneTitles } from '../../studio/display.svelte.ts';
import { errorEnds } from '../errorEnds.ts';
import { mapValueAt } from '../mapValueAt.ts';
import { mapContent, quantityFact, validFact, type PaneContext, type PaneModel } from '../paneModel.ts';
import { otherRunMessage } from './otherRunMessage.ts';

/** The other run's prediction − ground truth, in the range of the signed error beside it. */
export function otherErrorPane(context: PaneContext): PaneModel {
  const { otherRun, shown: maps } = context;
  const raster = otherRun.error.value;
  const [min, max] = maps.errorRange;
  const shown =
    raster &&
    mapContent(
      raster,
      {
        ...{ map: signedErrorMap, min, max, reversed: false, isAbsolute: false },
        ...{ quantity: raster.quantity, rig: null },
      },
      { ends: errorEnds(raster.quantity), valueAt: (pixel) => mapValueAt(raster, pixel) },
    );
  const { run, evaluation, isLoading } = otherRun.otherRun;
  return {
    kind: 'other-error',
    title: paneTitles['other-error'],
    facts: raster
      ? [
          run?.method.spec ?? '',
          quantityFact(raster.quantity),
          validFact(raster),
          evaluation?.recipe?.label ?? '',
        ].filter(Boolean)
      : [],
    content: shown?.content ?? null,
    bar: shown?.bar ?? null,
    message: raster ? null : otherRunMessage(context, 'error'),
    isLoading: isLoading || otherRun.error.isLoading,
  };
}
