/*
 * Kills the inference process while a project is run: `npm run fuzz:inference [-- KILLS ITEMS SEED EVERY_MS]`. Says what
 * became of every item, and fails where one was neither done nor killed twice, or the project is not whole.
 */
import { killWhileInferring } from '#testing/killWhileInferring.ts';

const [kills = 100, items = 200, seed = 1, everyMs = 800] = process.argv.slice(2).map(Number);
const startedAt = performance.now();
const report = await killWhileInferring({ kills, items, seed, everyMs });
const { job, crashes, predictions, verified, bugs } = report;
const failed = predictions.filter(({ state }) => state === 'failed');
const unexpected = failed.filter(
  ({ error }) => error?.tag !== 'InferenceCrashed' || error.fields.attempts !== 2,
);
const givenUp = crashes.reduce((sum, crash) => sum + crash.givenUp, 0);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
console.log(
  `${report.kills} kills, ${crashes.length} of them in the middle of work, in ${seconds} s; ${predictions.length} of ${items} items have a result: ${job.done} done, ${job.failed} given up after two kills`,
);
console.log(
  `problems of the project: ${verified.problems.length}; bugs: ${bugs.length}; other failures: ${unexpected.length}`,
);
const isWhole =
  predictions.length === items &&
  unexpected.length === 0 &&
  givenUp === failed.length &&
  verified.problems.length === 0 &&
  bugs.length === 0;
process.exitCode = isWhole ? 0 : 1;
