import { parentPort, workerData } from 'node:worker_threads';
import { bothMeans } from '#compute/tasks/summariseMetric.ts';
import { isStudioError } from '#domain/errors.ts';
import { resamplingsFor } from '#domain/evaluation/resamplingsFor.ts';
import { MetricTable } from '#project/MetricTable.ts';
import { openDatabase, projectErrorFrom } from '#project/openDatabase.ts';
import type { SummaryQuestion, SummaryTold } from './summaryProtocol.ts';
import { mostResamplings } from './summaryProtocol.ts';

/* Reads the numbers of a large run by itself, one metric at a time, and tells their summary. */
const question = workerData as SummaryQuestion;
const tell = (told: SummaryTold): void => parentPort!.postMessage(told);
try {
  const database = openDatabase(question.path, { readOnly: true });
  const { runId, recipeHash, average, withIntervals } = question;
  const table = new MetricTable(database);
  const rows = table.kinds(runId).flatMap((kind) => {
    const records = table.records({ runId, recipeHash, ...kind });
    if (records.length === 0) return [];
    const resamplings = withIntervals ? resamplingsFor(records.length, mostResamplings) : 0;
    return bothMeans({ records, options: { average, resamplings } });
  });
  database.close();
  tell({ type: 'rows', rows });
} catch (caught) {
  const error = projectErrorFrom(caught, question.path);
  if (isStudioError(error)) tell({ type: 'error', error: error.toJSON() });
  else tell({ type: 'error', error: error instanceof Error ? (error.stack ?? '') : String(error) });
}
