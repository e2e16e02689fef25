import { quietMessage, type PaneContext, type PaneMessage } from '../paneModel.ts';

const makePrediction = [
  { label: 'Run SGBM', action: 'run-sgbm' },
  { label: 'Import predictions…', action: 'import-predictions' },
] as const;

type Facts = Pick<PaneContext, 'layers' | 'method' | 'isRunning'>;

/** Why there is no prediction for the item, and what makes one. */
export function predictionMessage({ layers, method, isRunning }: Facts): PaneMessage | null {
  if (!layers.item) return null;
  const prediction = layers.evaluation?.prediction;
  if (prediction?.state === 'failed') {
    const { tag, message } = prediction.error ?? { tag: 'Bug', message: 'no reason was kept' };
    return {
      text: `${method ?? 'The method'} failed here (${tag}): ${message}`,
      tone: 'wrong',
      actions: makePrediction,
    };
  }
  if (isRunning) return quietMessage('No prediction yet; the run is on its way');
  if (method) return quietMessage(`${method} was not run on this item`, ...makePrediction);
  return quietMessage('No prediction yet', ...makePrediction);
}

/** Why there is no comparison for the item: no prediction, no ground truth, or a failed evaluation. */
export function comparisonMessage(context: Facts): PaneMessage | null {
  const { layers } = context;
  if (!layers.item) return null;
  const { evaluation } = layers;
  if (evaluation?.prediction?.state !== 'done') return predictionMessage(context);
  if (evaluation.error) {
    const { tag, message } = evaluation.error;
    const actions =
      tag === 'CalibrationMissing'
        ? [{ label: 'Give calibration…', action: 'give-calibration' } as const]
        : [{ label: 'Change the recipe…', action: 'change-recipe' } as const];
    return { text: `Not compared (${tag}): ${message}`, tone: 'wrong', actions };
  }
  if (!layers.groundTruthAsset) return quietMessage('Nothing to compare with: this item has no ground truth');
  return layers.record ? null : quietMessage('Not compared yet');
}
