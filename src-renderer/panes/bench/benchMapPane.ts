import { paneTitles } from '../../studio/display.svelte.ts';
import type { BenchSlotName } from '../../studio/benchSlot.svelte.ts';
import { depthMapContent } from '../depthMapContent.ts';
import { mapValueAt } from '../mapValueAt.ts';
import { quantityFact, validFact, type PaneContext, type PaneModel } from '../paneModel.ts';
import { benchMessage } from './benchMessage.ts';

/** The map that a set of options on the bench gives, in the range and colours of all depth-like panes. */
export function benchMapPane(name: BenchSlotName, context: PaneContext): PaneModel {
  const kind = `bench-${name}` as const;
  const slot = context.bench[name];
  const map = context.bench.shown.includes(slot) ? slot.map : null;
  const shown =
    map && depthMapContent(map.raster, (pixel) => benchValue(context, map.raster, pixel), context);
  return {
    kind,
    title: paneTitles[kind],
    badge: map?.isPart ? 'preview' : undefined,
    facts: map
      ? [
          `${Math.round(map.elapsedMs)} ms for ${map.matchedWidth} × ${map.matchedHeight}`,
          map.method,
          quantityFact(shown!.quantity),
          ...(map.isPart ? [] : [validFact(map.raster)]),
        ]
      : [],
    content: shown?.content ?? null,
    bar: shown?.bar ?? null,
    message: map ? null : benchMessage(context, slot),
    isLoading: slot.isBusy,
    work: 'Matching…',
  };
}

function benchValue(
  { shown, layers }: PaneContext,
  raster: Parameters<typeof mapValueAt>[0] & object,
  pixel: { readonly x: number; readonly y: number },
) {
  const value = mapValueAt(raster, pixel);
  if (value === null) return null;
  const { quantity } = raster;
  return {
    value,
    quantity,
    shown: shown.convert(value, quantity, shown.quantityOf(raster)),
    depthM: layers.rig ? shown.convert(value, quantity, 'depth:m') : null,
  };
}
