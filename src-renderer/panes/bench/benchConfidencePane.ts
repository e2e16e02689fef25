import { absoluteErrorMap, ssimMap, type ColorMapName } from '#domain/colormap/colorTables.ts';
import { isStudioError } from '#domain/errors.ts';
import { paneTitles } from '../../studio/display.svelte.ts';
import { mapValueAt } from '../mapValueAt.ts';
import { mapContent, validFact, type PaneContext, type PaneMessage, type PaneModel } from '../paneModel.ts';
import { benchMessage } from './benchMessage.ts';

interface Look {
  readonly map: ColorMapName;
  readonly max: number;
  readonly ends: readonly [top: string, bottom: string];
  readonly fact: string;
}

const looks: Readonly<Record<'uniqueness' | 'leftRight', Look>> = {
  uniqueness: {
    map: ssimMap,
    max: 50,
    ends: ['clear', 'ambiguous'],
    fact: '100 · (1 − best cost / next best), %',
  },
  leftRight: {
    map: absoluteErrorMap,
    max: 3,
    ends: ['disagree', 'agree'],
    fact: '|d − d of the right view|, px, no check applied',
  },
};

/** How far the map of the set in hand may be trusted. */
export function benchConfidencePane(name: 'uniqueness' | 'leftRight', context: PaneContext): PaneModel {
  const kind = name === 'uniqueness' ? 'bench-uniqueness' : 'bench-left-right';
  const { bench, benchLayers } = context;
  const { confidence } = benchLayers;
  const { map, max, ends, fact } = looks[name];
  const raster = bench.isOn ? benchLayers[name].value : null;
  const shown =
    raster &&
    mapContent(
      raster,
      { map, min: 0, max, reversed: false, quantity: raster.quantity, rig: null, isAbsolute: false },
      { ends, valueAt: (pixel) => mapValueAt(raster, pixel) },
    );
  const isLoading = bench.isOn && (confidence.isLoading || benchLayers[name].isLoading || bench.slot.isBusy);
  return {
    kind,
    title: paneTitles[kind],
    facts: raster ? [`set ${bench.chosen.toUpperCase()}`, fact, validFact(raster)] : [],
    content: shown?.content ?? null,
    bar: shown?.bar ?? null,
    message: raster || isLoading ? null : messageOf(context),
    isLoading,
    work: 'Summing all costs; this takes some seconds…',
  };
}

function messageOf(context: PaneContext): PaneMessage | null {
  const { bench, benchLayers } = context;
  const { error } = benchLayers.confidence;
  if (!bench.isOn || !error) return benchMessage(context, bench.slot);
  const tag = isStudioError(error) ? error.tag : 'Bug';
  return { text: `Not judged (${tag}): ${error.message}`, tone: 'wrong', actions: [] };
}
