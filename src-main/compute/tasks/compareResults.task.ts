import type { compareResults as compare, ResultsOfTwoRuns } from '#domain/comparison/compareResults.ts';
import { defineTask } from './Task.ts';

export const compareResults = defineTask<ResultsOfTwoRuns, ReturnType<typeof compare>>('compareResults');
