import { expect, test } from 'vitest';
import type { EvaluationAnswer } from '#api/contract.ts';
import { nearerMap } from '#domain/comparison/nearerMap.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { RunRecord } from '#domain/records.ts';
import { layersForTests, rasterForTests } from '../layersForTests.ts';
import type { PaneContext } from '../paneModel.ts';
import { nearerPane } from './nearerPane.ts';

const mine = rasterForTests('error:px', 0, 0, 0, 1, 1, 1, 1, NaN);
const other = rasterForTests('error:px', 2, -2, 3, 0, 1, 1, 1, 1);
const hh = { id: 2, method: { spec: 'sgbm:mode=hh' } } as RunRecord;

interface Given {
  readonly run?: RunRecord | null;
  readonly errors?: readonly [Raster, Raster];
  readonly evaluation?: Partial<EvaluationAnswer>;
}

function contextOf({ run = hh, errors, evaluation }: Given): PaneContext {
  const slot = (value: Raster | null) => ({ value, error: null, isLoading: false });
  const layers = Object.assign(layersForTests({}), { error: slot(errors?.[0] ?? null) });
  const otherRun = {
    otherRun: { run, evaluation: evaluation ?? null, error: null, isLoading: false },
    error: slot(errors?.[1] ?? null),
    prediction: slot(null),
    nearer: errors ? nearerMap({ mine: errors[0], other: errors[1] }, 0.1) : null,
  };
  return { layers, otherRun, method: 'tiny', isRunning: false } as unknown as PaneContext;
}

test('says by name who is nearer on how many of the common pixels, in the header and on the bar', () => {
  const { facts, bar, message } = nearerPane(contextOf({ errors: [mine, other] }));
  expect(facts).toEqual([
    'tiny 42.9 %',
    'sgbm:mode=hh 14.3 %',
    'equal 42.9 %',
    'within 0.1 px',
    '87.5 % valid',
  ]);
  expect(bar?.marks?.map(({ label }) => label)).toEqual(['other 14.3 %', 'equal 42.9 %', 'this 42.9 %']);
  expect(message).toBeNull();
});

test('without a second run, the way to one is offered', () => {
  const { message } = nearerPane(contextOf({ run: null }));
  expect(message?.actions.map(({ action }) => action)).toEqual(['run-sgbm']);
});

test('another run that the recipe does not allow is named, with the way to the recipe', () => {
  const prediction = { state: 'done', error: null } as EvaluationAnswer['prediction'];
  const error = { tag: 'InvalidOption', message: 'needs an alignment, found none', fields: {} } as const;
  const { message } = nearerPane(contextOf({ evaluation: { prediction, error } }));
  expect(message?.text).toBe('sgbm:mode=hh was not compared (InvalidOption): needs an alignment, found none');
  expect(message?.actions.map(({ action }) => action)).toEqual(['change-recipe']);
});

test('a run that left the item out is named', () => {
  const { message } = nearerPane(contextOf({ evaluation: { prediction: null } }));
  expect(message?.text).toBe('sgbm:mode=hh has not been run on this item');
});
