import type { FailureChanges, FailuresOfTwoRuns } from '#domain/comparison/compareFailures.ts';
import { defineTask } from './Task.ts';

export const compareFailures = defineTask<FailuresOfTwoRuns, FailureChanges>('compareFailures');
