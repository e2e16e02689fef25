import { depthMapContent } from '../depthMapContent.ts';
import { failureOf, quantityFact, validFact, type PaneContext, type PaneModel } from '../paneModel.ts';
import { predictionMessage } from './predictionMessage.ts';

export function predictionPane(context: PaneContext): PaneModel {
  const { layers, method } = context;
  const slot = layers.prediction;
  const shown = slot.value && depthMapContent(slot.value, (pixel) => pixel.prediction, context);
  return {
    kind: 'prediction',
    title: 'Prediction',
    facts:
      slot.value && shown
        ? [method ?? '', quantityFact(shown.quantity), alignmentFact(context), validFact(slot.value)].filter(
            (fact) => fact !== '',
          )
        : [],
    content: shown?.content ?? null,
    bar: shown?.bar ?? null,
    message: failureOf(slot) ?? (slot.value || slot.isLoading ? null : predictionMessage(context)),
    isLoading: slot.isLoading,
  };
}

/** Said only where the numbers were changed: `aligned ×1.042 + 0.3`. */
function alignmentFact({ layers }: PaneContext): string {
  const alignment = layers.record?.alignment;
  if (!alignment || (alignment.scale === 1 && alignment.shift === 0)) return '';
  const scale = `aligned ×${alignment.scale.toPrecision(4)}`;
  const sign = alignment.shift < 0 ? '−' : '+';
  return alignment.shift === 0 ? scale : `${scale} ${sign} ${Math.abs(alignment.shift).toPrecision(3)}`;
}
