import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { JobRecord, PredictionRecord } from '#domain/records.ts';
import type { InferenceCrash } from '#inference/InferenceProcess.ts';
import { startRun } from '#jobs/startRun.ts';
import type { VerifyAnswer } from '#project/verifyProject.ts';
import { openStudio } from './openStudio.ts';
import { seededRandom } from './seededRandom.ts';
import { writeTinyNetwork } from './tinyNetworks.ts';
import { writeTinyDataset } from './tinyStereo.ts';

export interface KillReport {
  readonly job: JobRecord;
  readonly kills: number;
  readonly crashes: readonly InferenceCrash[];
  readonly predictions: readonly PredictionRecord[];
  /** Of the project after the last kill. */
  readonly verified: VerifyAnswer;
  /** Jobs that ended as bugs, and errors that nobody expected. */
  readonly bugs: readonly unknown[];
}

/**
 * Runs a small network over a project and ends the inference process by SIGKILL again and again, at random moments of a
 * seed: while it starts, loads, runs, or between items. Goes on until so many kills were made and the run is over.
 */
export async function killWhileInferring(options: {
  readonly items: number;
  readonly kills: number;
  readonly seed: number;
  /** Mean time between kills. */
  readonly everyMs: number;
}): Promise<KillReport> {
  const random = seededRandom(options.seed);
  const crashes: InferenceCrash[] = [];
  const studio = await openStudio({ onCrash: (crash) => crashes.push(crash) });
  try {
    const { inference } = studio.workspace;
    const { bundled } = inference!.models.places;
    mkdirSync(bundled, { recursive: true });
    writeFileSync(join(bundled, 'slow.json'), JSON.stringify(writeTinyNetwork(bundled, 'slow').manifest));
    const root = join(studio.folder, 'data');
    await writeTinyDataset(root, options.items, { width: 48, height: 32 });
    await studio.importDataset(root);
    const { project, queue } = studio.workspace;
    const request = { method: 'slow:inputSize=140,provider=cpu', itemIds: null };
    const { run, job } = startRun(project, queue.add.bind(queue), request, inference!.models);
    let isOver = false;
    const ended = queue.whenEnded(job.id).finally(() => (isOver = true));
    let kills = 0;
    while (kills < options.kills && !isOver) {
      await wait(-Math.log(1 - random()) * options.everyMs);
      const { pid } = inference!.process;
      if (pid === null) continue;
      process.kill(pid, 'SIGKILL');
      kills++;
    }
    const record = await ended;
    return {
      ...{ job: record, kills, crashes, bugs: studio.bugs },
      predictions: project.predictions.ofRun(run.id),
      verified: await project.verify(),
    };
  } finally {
    await studio.close();
  }
}
