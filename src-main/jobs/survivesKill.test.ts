import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Project } from '#project/Project.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';

const program = new URL('./survivesKill.child.ts', import.meta.url);
const scenes = 12;
const kills = 8;
/** Moments of the kills after the program's start, ms; early ones hit the import, late ones the run. */
const moments = seededMoments(20_261_120);

/** Runs the program until it ends, or until it is killed after so many milliseconds. Answers its exit code. */
async function runProgram(root: string, output: string, killAfterMs: number | null): Promise<number | null> {
  const child = fork(program, [root, output], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  if (killAfterMs !== null) {
    await pause(killAfterMs);
    child.kill('SIGKILL');
  }
  const [code] = await ended;
  return code;
}

/** Everything that a user can see of a project's results, without ids and times. */
function resultsOf(project: Project) {
  const run = project.runs.list()[0]!;
  return {
    items: project.items.all().map(({ name, width, height, rig }) => ({ name, width, height, rig })),
    run: { spec: run.method.spec, done: run.done, failed: run.failed, total: run.total },
    predictions: project.predictions.ofRun(run.id).map(({ state, rasterId }) => ({ state, rasterId })),
    metrics: project.evaluations
      .metricsOf(run.id)
      .map(({ itemName, scope, name, value, coverage, pixels }) => [
        itemName,
        scope,
        name,
        value,
        coverage,
        pixels,
      ]),
    regions: project.evaluations
      .regionsPage({ runId: run.id, offset: 0, limit: 1000 })
      .rows.map(({ itemName, rank, severity, bbox }) => ({ itemName, rank, severity, bbox })),
  };
}

function* seededMoments(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield 250 + Math.floor((state / 2 ** 32) * 1500);
  }
}

describe('a program that is killed during import and run', () => {
  it('leaves a project that opens, passes verification and comes to the same results', async () => {
    const folder = await temporaryFolder();
    const root = join(folder, 'data');
    await writeTinyDataset(root, scenes);

    expect(await runProgram(root, join(folder, 'calm.fathom'), null)).toBe(0);
    const disturbed = join(folder, 'disturbed.fathom');
    for (let kill = 0; kill < kills; kill++) {
      await runProgram(root, disturbed, moments.next().value as number);
      if (!existsSync(disturbed)) continue;
      const project = Project.open(disturbed);
      expect(await project.verify()).toEqual({ ok: true, problems: [] });
      project.close();
    }
    expect(await runProgram(root, disturbed, null)).toBe(0);

    const [calm, resumed] = [Project.open(join(folder, 'calm.fathom')), Project.open(disturbed)];
    try {
      expect(resultsOf(resumed)).toEqual(resultsOf(calm));
      expect(resultsOf(calm).run).toMatchObject({ done: scenes, failed: 0, total: scenes });
      expect(resumed.jobs.queued()).toEqual([]);
      expect(await resumed.verify()).toEqual({ ok: true, problems: [] });
    } finally {
      calm.close();
      resumed.close();
    }
  }, 120_000);
});
