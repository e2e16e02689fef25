import { failureOf, quietMessage, type PaneContext, type PaneMessage } from '../paneModel.ts';
import { comparisonMessage } from '../prediction/predictionMessage.ts';

const changeRecipe = [{ label: 'Change the recipe…', action: 'change-recipe' }] as const;

/** Why there is no map of the other run for the item, and what makes one; null where it may still come. */
export function otherRunMessage(context: PaneContext, wants: 'prediction' | 'error'): PaneMessage | null {
  const { layers, otherRun } = context;
  const { run, evaluation, error, isLoading } = otherRun.otherRun;
  if (!layers.item) return null;
  if (!run) {
    return quietMessage('There is no second run to compare with', {
      label: 'Run another method',
      action: 'run-sgbm',
    });
  }
  if (error) return { text: error.message, tone: 'wrong', actions: [] };
  const failed = failureOf(otherRun[wants]);
  if (failed) return failed;
  if (isLoading || !evaluation) return null;
  const { spec } = run.method;
  if (evaluation.prediction?.error) {
    const { tag, message } = evaluation.prediction.error;
    return { text: `${spec} failed here (${tag}): ${message}`, tone: 'wrong', actions: [] };
  }
  if (evaluation.prediction?.state !== 'done') {
    return quietMessage(`${spec} has not been run on this item`, {
      label: 'Choose another run',
      action: 'choose-runs',
    });
  }
  if (wants === 'prediction') return null;
  if (evaluation.error) {
    const { tag, message } = evaluation.error;
    return { text: `${spec} was not compared (${tag}): ${message}`, tone: 'wrong', actions: changeRecipe };
  }
  return evaluation.evaluation
    ? null
    : (comparisonMessage(context) ?? quietMessage(`${spec} is not compared yet`));
}
