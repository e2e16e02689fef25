import type { PaneKind } from '../studio/display.svelte.ts';
import { staleText } from '../studio/staleText.ts';
import type { PaneContext, PaneMessage, PaneModel } from './paneModel.ts';

/** What the selected run made, or what is made from that. */
const ofRun: readonly PaneKind[] = [
  'prediction',
  'ssim',
  'signed-error',
  'absolute-error',
  'reconstruction',
  'photometric-error',
  'left-right',
  'visibility',
  'smoothness',
];
const ofOtherRun: readonly PaneKind[] = ['other-prediction', 'other-error', 'nearer'];

/** A map that was made from another picture than the one that is there now says so, and offers to be made again. */
export function withStaleNotice(model: PaneModel, context: PaneContext): PaneModel {
  const notice = model.content && staleNotice(model.kind, context);
  return notice ? { ...model, badge: 'stale', notice } : model;
}

export function staleNotice(
  kind: PaneKind,
  { layers, otherRun, run }: Pick<PaneContext, 'layers' | 'otherRun' | 'run'>,
): PaneMessage | null {
  if (ofOtherRun.includes(kind)) {
    const text = staleText(otherRun.otherRun.evaluation?.prediction, null);
    return text === null ? null : { text, tone: 'quiet', actions: [] };
  }
  const text =
    ofRun.includes(kind) || kind === 'point-cloud' ? staleText(layers.evaluation?.prediction, run) : null;
  return text === null
    ? null
    : { text, tone: 'quiet', actions: [{ label: 'Run again', action: 'run-again' }] };
}
