import { depthMapContent } from '../depthMapContent.ts';
import {
  failureOf,
  quantityFact,
  quietMessage,
  validFact,
  type PaneContext,
  type PaneMessage,
  type PaneModel,
} from '../paneModel.ts';

export function groundTruthPane(context: PaneContext): PaneModel {
  const { layers } = context;
  const slot = layers.groundTruth;
  const shown = slot.value && depthMapContent(slot.value, (pixel) => pixel.groundTruth, context);
  return {
    kind: 'ground-truth',
    title: 'Ground truth',
    facts: slot.value && shown ? [quantityFact(shown.quantity), validFact(slot.value)] : [],
    content: shown?.content ?? null,
    bar: shown?.bar ?? null,
    message: messageOf(context),
    isLoading: slot.isLoading,
  };
}

function messageOf({ layers }: PaneContext): PaneMessage | null {
  if (layers.groundTruth.error) return failureOf(layers.groundTruth);
  return layers.item && !layers.groundTruthAsset ? quietMessage('This item has no ground truth') : null;
}
