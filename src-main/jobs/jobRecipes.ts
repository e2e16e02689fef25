import { bundleJob } from './bundle/bundleJob.ts';
import { checkJob } from './doctor/checkJob.ts';
import { evaluateJob } from './evaluateJob.ts';
import { importJob } from './importJob.ts';
import { importPredictionsJob } from './importPredictionsJob.ts';
import type { JobRecipes } from './JobContext.ts';
import { runJob } from './runJob.ts';

/** What each kind of job does. */
export const jobRecipes: JobRecipes = {
  import: importJob,
  run: runJob,
  evaluate: evaluateJob,
  'import-predictions': importPredictionsJob,
  bundle: bundleJob,
  check: checkJob,
};
