import { signedErrorMap } from '#domain/colormap/colorTables.ts';
import { paneTitles } from '../../studio/display.svelte.ts';
import { mapValueAt } from '../mapValueAt.ts';
import { mapContent, type PaneContext, type PaneModel } from '../paneModel.ts';
import { benchMessage } from './benchMessage.ts';

const limitPx = 4;
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Where the two sets of options disagree. */
export function benchDifferencePane(context: PaneContext): PaneModel {
  const { bench } = context;
  const difference = bench.isOn && bench.comparesTwo ? bench.difference : null;
  const shown =
    difference &&
    mapContent(
      difference.raster,
      {
        map: signedErrorMap,
        min: -limitPx,
        max: limitPx,
        reversed: false,
        quantity: 'error:px',
        rig: null,
        isAbsolute: false,
      },
      { ends: ['B nearer', 'A nearer'], valueAt: (pixel) => mapValueAt(difference.raster, pixel) },
    );
  const isPart = bench.shown.some(({ map }) => map?.isPart);
  return {
    kind: 'bench-difference',
    title: paneTitles['bench-difference'],
    badge: difference && isPart ? 'preview' : undefined,
    facts: difference
      ? [
          `${percent(difference.apart)} more than 1 px apart`,
          `${percent(difference.onlyA)} only in A`,
          `${percent(difference.onlyB)} only in B`,
        ]
      : [],
    content: shown?.content ?? null,
    bar: shown?.bar ?? null,
    message: difference ? null : benchMessage(context, bench.b),
    isLoading: bench.shown.some(({ isBusy }) => isBusy),
    work: 'Matching…',
  };
}
