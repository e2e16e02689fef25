import { nearerColors } from '#domain/colormap/colorTables.ts';
import { unitOf } from '#domain/colormap/formatQuantity.ts';
import { nearerClasses, type NearerMap } from '#domain/comparison/nearerMap.ts';
import { paneTitles } from '../../studio/display.svelte.ts';
import { mapValueAt } from '../mapValueAt.ts';
import { failureOf, mapContent, quietMessage, validFact } from '../paneModel.ts';
import type { PaneContext, PaneMessage, PaneModel } from '../paneModel.ts';
import { comparisonMessage } from '../prediction/predictionMessage.ts';
import { otherRunMessage } from './otherRunMessage.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** The classes by name, with their shares. */
function marksOf({ shares }: NearerMap) {
  return Object.entries(nearerClasses).map(([name, value]) => ({
    value,
    label: shares ? `${name} ${percent(shares[name as keyof typeof shares])}` : name,
  }));
}

/** Which of the two runs is nearer to ground truth where: three colours, each named on the bar. */
export function nearerPane(context: PaneContext): PaneModel {
  const { layers, otherRun } = context;
  const { nearer } = otherRun;
  const isLoading = [otherRun.otherRun, otherRun.error, layers.error].some((part) => part.isLoading);
  const shown =
    nearer &&
    mapContent(
      nearer.raster,
      {
        ...{ map: nearerColors, min: -0.5, max: 2.5, reversed: false, isAbsolute: false },
        ...{ quantity: nearer.raster.quantity, rig: null },
      },
      { ends: ['', ''], marks: marksOf(nearer), valueAt: (pixel) => mapValueAt(nearer.raster, pixel) },
    );
  return {
    kind: 'nearer',
    title: paneTitles.nearer,
    facts: nearer ? factsOf(nearer, context) : [],
    content: shown?.content ?? null,
    bar: shown?.bar ?? null,
    message: nearer || isLoading ? null : messageOf(context),
    isLoading,
  };
}

function factsOf({ raster, shares, tolerance }: NearerMap, context: PaneContext): readonly string[] {
  const { layers, otherRun, method } = context;
  const other = otherRun.otherRun.run?.method.spec ?? 'other run';
  const quantity = layers.error.value?.quantity ?? 'error:px';
  return [
    ...(shares
      ? [
          `${method ?? 'this run'} ${percent(shares.this)}`,
          `${other} ${percent(shares.other)}`,
          `equal ${percent(shares.equal)}`,
        ]
      : ['no pixel has both']),
    `within ${tolerance} ${unitOf[quantity]}`,
    validFact(raster),
    layers.evaluation?.recipe?.label ?? '',
  ].filter((fact) => fact !== '');
}

function messageOf(context: PaneContext): PaneMessage | null {
  const { layers, otherRun } = context;
  const missing = otherRunMessage(context, 'error');
  if (missing) return missing;
  const mine = failureOf(layers.error) ?? (layers.error.value ? null : comparisonMessage(context));
  if (mine) return mine;
  const [one, other] = [layers.evaluation?.recipe?.label, otherRun.otherRun.evaluation?.recipe?.label];
  if (!layers.error.value || !otherRun.error.value) return null;
  return quietMessage(`The two runs were compared by different recipes: ${one ?? '–'} and ${other ?? '–'}`);
}
