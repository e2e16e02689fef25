import { isStudioError } from '#domain/errors.ts';
import type { BenchSlot } from '../../studio/benchSlot.svelte.ts';
import { quietMessage, type PaneContext, type PaneMessage } from '../paneModel.ts';

/** Why a bench pane is empty, and what fills it. */
export function benchMessage({ bench, layers }: PaneContext, slot: BenchSlot): PaneMessage | null {
  if (!layers.item) return null;
  if (!bench.isOn) {
    return quietMessage('No matcher’s options are being tried', {
      label: 'Try them live',
      action: 'open-bench',
    });
  }
  if (!bench.shown.includes(slot)) {
    return quietMessage('There is one set of options only', {
      label: 'Compare two sets',
      action: 'compare-sets',
    });
  }
  if (!bench.hasPair) {
    return quietMessage(
      'This item has no right image; matching needs a stereo pair. Choose an item that has one',
    );
  }
  const { error } = slot;
  if (!error) return null;
  const tag = isStudioError(error) ? error.tag : 'Bug';
  return { text: `Not matched (${tag}): ${error.message}`, tone: 'wrong', actions: [] };
}
