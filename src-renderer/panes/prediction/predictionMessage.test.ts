import { expect, test } from 'vitest';
import type { EvaluationAnswer } from '#api/contract.ts';
import type { PredictionRecord } from '#domain/records.ts';
import { layersForTests, rasterForTests } from '../layersForTests.ts';
import { comparisonMessage, predictionMessage } from './predictionMessage.ts';

interface Given {
  readonly evaluation?: Partial<EvaluationAnswer>;
  readonly method?: string;
  readonly isRunning?: boolean;
  readonly hasGroundTruth?: boolean;
}

function contextOf({ evaluation, method, isRunning = false, hasGroundTruth = true }: Given) {
  const groundTruth = hasGroundTruth ? rasterForTests('disparity:px', 1, 2, 3, 4, 5, 6, 7, 8) : undefined;
  const layers = layersForTests({ groundTruth, evaluation });
  return { layers, method: method ?? null, isRunning };
}

const done = { state: 'done', error: null } as PredictionRecord;
const failed = {
  state: 'failed',
  error: { tag: 'SizeMismatch', message: 'right image is 640×480, left is 1242×375', fields: {} },
} as PredictionRecord;

test('without a run, both ways to a prediction are offered', () => {
  const message = predictionMessage(contextOf({}));
  expect(message?.text).toBe('No prediction yet');
  expect(message?.actions.map(({ label }) => label)).toEqual(['Run SGBM', 'Import predictions…']);
});

test('a run under way is said, and nothing else is offered', () => {
  const message = predictionMessage(contextOf({ method: 'sgbm', isRunning: true }));
  expect(message).toEqual({ text: 'No prediction yet; the run is on its way', tone: 'quiet', actions: [] });
});

test('a method that left the item out is named', () => {
  expect(predictionMessage(contextOf({ method: 'raft' }))?.text).toBe('raft was not run on this item');
});

test('a failed prediction says its tag and both numbers, on the comparison panes too', () => {
  const context = contextOf({ method: 'sgbm', evaluation: { prediction: failed } });
  const text = 'sgbm failed here (SizeMismatch): right image is 640×480, left is 1242×375';
  expect(predictionMessage(context)).toMatchObject({ text, tone: 'wrong' });
  expect(comparisonMessage(context)).toMatchObject({ text, tone: 'wrong' });
});

test('a comparison that lacks calibration offers to give it', () => {
  const error = {
    tag: 'CalibrationMissing',
    message: 'disparity cannot be converted to depth',
    fields: {},
  } as const;
  const message = comparisonMessage(contextOf({ method: 'sgbm', evaluation: { prediction: done, error } }));
  expect(message?.text).toBe('Not compared (CalibrationMissing): disparity cannot be converted to depth');
  expect(message?.actions.map(({ action }) => action)).toEqual(['give-calibration']);
});

test('without ground truth there is nothing to compare with', () => {
  const message = comparisonMessage(contextOf({ evaluation: { prediction: done }, hasGroundTruth: false }));
  expect(message?.text).toBe('Nothing to compare with: this item has no ground truth');
});

test('a comparison that the recipe does not allow offers to change it', () => {
  const error = {
    tag: 'InvalidOption',
    message: 'a map of inverse-depth:relative has no unit and needs an alignment, found none',
    fields: {},
  } as const;
  const message = comparisonMessage(contextOf({ method: 'tiny', evaluation: { prediction: done, error } }));
  expect(message?.actions.map(({ action }) => action)).toEqual(['change-recipe']);
});
