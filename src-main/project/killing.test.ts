import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { foundItems } from '#testing/foundItems.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { annotationOfStep, valueOfStep, writeUntilKilled } from '#testing/writeUntilKilled.ts';
import type { Acknowledgement } from '#testing/writeUntilKilled.ts';
import { Project } from './Project.ts';

const writer = join(import.meta.dirname, '../testing/writeUntilKilled.ts');

/** Starts the writer, kills it after a while, and answers what it had acknowledged by then. */
async function writeAndKill(
  path: string,
  kill: { afterMs: number; from: 'start' | 'first write' },
): Promise<Acknowledgement[]> {
  const { name } = writeUntilKilled;
  const code = `import { ${name} } from ${JSON.stringify(writer)}; await ${name}(${JSON.stringify(path)});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const acknowledged: Acknowledgement[] = [];
  let complaints = '';
  child.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
  const killLater = () => setTimeout(() => child.kill('SIGKILL'), kill.afterMs);
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => {
    if (acknowledged.length === 0 && kill.from === 'first write') killLater();
    acknowledged.push(JSON.parse(line) as Acknowledgement);
  });
  if (kill.from === 'start') killLater();
  const [, [code_, signal]] = (await Promise.all([once(lines, 'close'), once(child, 'close')])) as [
    unknown,
    [number | null, string | null],
  ];
  expect({ complaints, code: code_, signal }).toEqual({ complaints: '', code: null, signal: 'SIGKILL' });
  return acknowledged;
}

async function checkAcknowledged(project: Project, { what, step }: Acknowledgement): Promise<void> {
  const item = project.items.byName(`frames/${step}`);
  expect(item, `item of step ${step}`).not.toBeNull();
  const itemId = item!.id;
  const run = project.runs.bySpec('sgbm')!;
  const annotation = () => project.annotations.get(`annotation-${step}`);
  switch (what) {
    case 'item':
      expect(project.items.assets(itemId)).toHaveLength(3);
      break;
    case 'prediction': {
      const prediction = project.predictions.of(run.id, itemId)!;
      const raster = await project.rasters.get(prediction.rasterId!);
      expect(new Set(raster.values)).toEqual(new Set([valueOfStep(step)]));
      break;
    }
    case 'failure':
      expect(project.predictions.of(run.id, itemId)?.error?.tag).toBe('BadFile');
      break;
    case 'evaluation':
      expect(project.evaluations.of(run.id, itemId).metrics[0]?.value).toBe(valueOfStep(step));
      break;
    case 'annotation':
      expect(annotation().itemId).toBe(itemId);
      break;
    case 'edits':
      expect(annotation()).toEqual(annotationOfStep(step, itemId, 'second'));
      break;
  }
}

it(
  'loses nothing that was acknowledged and stays whole when the program is killed at any moment',
  { timeout: 180_000 },
  async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'killed.fathom');
    // The writer uses these; it would leave half a source file when killed while making them.
    foundItems(folder, 1);
    const random = seededRandom(20_261_120);
    const acknowledged: Acknowledgement[] = [];
    let opened = 0;
    for (let round = 0; round < 18; round++) {
      // The first rounds may end while the file is being made or opened, the others in the middle of writing.
      const from = round < 5 ? 'start' : 'first write';
      acknowledged.push(
        ...(await writeAndKill(path, { from, afterMs: 30 + random() * (round < 5 ? 350 : 250) })),
      );
      if (!existsSync(path)) continue;
      opened++;
      const project = Project.open(path);
      try {
        expect(await project.verify()).toEqual({ ok: true, problems: [] });
        for (const line of acknowledged) await checkAcknowledged(project, line);
        expect(project.jobs.list().every((job) => job.state === 'queued')).toBe(true);
      } finally {
        project.close();
      }
    }
    expect(opened).toBeGreaterThanOrEqual(13);
    expect(acknowledged.length).toBeGreaterThanOrEqual(13);
  },
);
