import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { foundItems } from '#testing/foundItems.ts';
import { makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';
import { testRecipe } from '#testing/testRecipe.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { newestVersion } from './migrate.ts';
import { openDatabase } from './openDatabase.ts';
import { Project } from './Project.ts';

const facts = { layout: 'kitti2015', root: 'data', groundTruthEncoding: null, createdBy: 'fathom 0.1.0' };

function open(path: string, options?: { readOnly: boolean }): Project {
  const project = Project.open(path, options);
  onTestFinished(() => project.close());
  return project;
}

describe('a project file', () => {
  it('keeps what was saved after it was closed and opened again', async () => {
    const project = await makeProject({ items: 2 });
    const run = makeRun(project);
    const [itemId] = project.items.ids();
    const saved = await saveEvaluated(project, { runId: run.id, itemId: itemId! }, { epe: 2 });
    project.close();
    const again = open(project.path);
    expect(again.items.count()).toBe(2);
    expect(again.evaluations.of(run.id, itemId!).evaluation).toEqual(saved);
    expect(again.recipes.inForce()).toEqual(testRecipe);
    expect(await again.verify()).toEqual({ ok: true, problems: [] });
  });

  it('stores the dataset folder relative to itself and finds files again after the folder has moved', async () => {
    const folder = await temporaryFolder();
    const first = join(folder, 'first');
    mkdirSync(first);
    const project = Project.create(join(first, 'a.fathom'), { ...facts, root: join(first, 'data', 'kitti') });
    project.items.upsert(foundItems(first, 1));
    expect(project.meta).toEqual({ ...facts, root: 'data/kitti' });
    expect(project.relative(join(first, 'data', 'x', 'y.png'))).toBe('data/x/y.png');
    expect(project.relative(join(folder, 'z.png'))).toBe('../z.png');
    expect(project.relative(first)).toBe('.');
    project.close();
    renameSync(first, join(folder, 'second'));
    const moved = open(join(folder, 'second', 'a.fathom'));
    expect(moved.resolve('data/x.png')).toBe(join(folder, 'second', 'data', 'x.png'));
    expect(await moved.verify()).toEqual({ ok: true, problems: [] });
  });

  it('is made whole or not at all, and never over an existing file', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a.fathom');
    writeFileSync(`${path}.unfinished`, 'left by a killed program');
    Project.create(path, facts).close();
    expect(readdirSync(folder).sort()).toEqual(['a.fathom', 'a.fathom-rasters']);
    expect(() => Project.create(path, facts)).toThrow(
      expect.objectContaining({ tag: 'InvalidOption', message: `${path} exists already` }),
    );
    expect(() => Project.create(join(folder, 'none', 'a.fathom'), facts)).toThrow(
      expect.objectContaining({ tag: 'FileMissing' }),
    );
  });

  it('carries its own application id, the newest format version and a write-ahead log', async () => {
    const project = await makeProject();
    const database = openDatabase(project.path, { readOnly: true });
    onTestFinished(() => {
      database.close();
    });
    expect(database.pragma('application_id', { simple: true })).toBe(0x4654484d);
    expect(database.pragma('user_version', { simple: true })).toBe(newestVersion);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  });
});

describe('opening', () => {
  it('is one file when it is closed, which needs nothing beside it to be read', async () => {
    const project = await makeProject();
    const journaling = () => [...readFileSync(project.path).subarray(18, 20)];
    project.close();
    // SQLite's header: 1 = a rollback journal, 2 = a write-ahead log that readers must write beside it.
    expect(journaling()).toEqual([1, 1]);
    expect(existsSync(`${project.path}-wal`)).toBe(false);
    const [writer, reader] = [Project.open(project.path), Project.open(project.path, { readOnly: true })];
    reader.items.count();
    writer.close();
    expect(journaling()).toEqual([2, 2]);
    expect(reader.items.count()).toBe(2);
    reader.close();
  });

  it('refuses a project that is open for writing, names it, and lets readers in', async () => {
    const project = await makeProject();
    expect(() => Project.open(project.path)).toThrow(
      expect.objectContaining({
        tag: 'ProjectBusy',
        message: `${project.path} is open in another Fathom; close it there first`,
      }),
    );
    const reader = open(project.path, { readOnly: true });
    expect(reader.items.count()).toBe(2);
    expect(await reader.verify()).toEqual({ ok: true, problems: [] });
    expect(() => reader.items.upsert([])).not.toThrow();
    expect(() => reader.jobs.add({ kind: 'run', title: 'x', payload: null })).toThrow(/readonly/);
    project.close();
    open(project.path);
  });

  it('refuses a missing file', async () => {
    const path = join(await temporaryFolder(), 'none.fathom');
    expect(() => Project.open(path)).toThrow(
      expect.objectContaining({ tag: 'FileMissing', message: `there is no project ${path}` }),
    );
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a text file', Buffer.from('not a database, but longer than a header is. '.repeat(10))],
    ['the first half of a header', Buffer.from('SQLite format 3\0')],
  ])('refuses %s and leaves its bytes as they are', async (_, bytes) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a.fathom');
    writeFileSync(path, bytes);
    for (const readOnly of [false, true]) {
      if (readOnly && bytes.length < 20) continue;
      expect(() => Project.open(path, { readOnly })).toThrow(
        expect.objectContaining({
          tag: 'BadProject',
          message: `${path} is not a Fathom project: it is not a SQLite file`,
        }),
      );
    }
    expect(readFileSync(path)).toEqual(bytes);
    expect(readdirSync(folder)).toEqual(['a.fathom']);
  });

  it('refuses the database of another program', async () => {
    const path = join(await temporaryFolder(), 'a.fathom');
    openDatabase(path).exec('CREATE TABLE t (x)').close();
    const before = readFileSync(path);
    for (const readOnly of [false, true]) {
      expect(() => Project.open(path, { readOnly })).toThrow(
        expect.objectContaining({
          tag: 'BadProject',
          message: `${path} is not a Fathom project: its application id is 0, expected 1179928653`,
        }),
      );
    }
    expect(readFileSync(path)).toEqual(before);
  });

  it('refuses a newer file with both versions and leaves it untouched', async () => {
    const project = await makeProject();
    project.close();
    const database = openDatabase(project.path);
    database.pragma('journal_mode = DELETE');
    database.pragma(`user_version = ${newestVersion + 1}`);
    database.close();
    const before = readFileSync(project.path);
    for (const readOnly of [false, true]) {
      expect(() => Project.open(project.path, { readOnly })).toThrow(
        expect.objectContaining({
          tag: 'BadProject',
          message:
            `${project.path} was written by a newer Fathom: its format is version ${newestVersion + 1}, ` +
            `this program knows ${newestVersion}`,
          fields: { file: project.path, expected: newestVersion, found: newestVersion + 1 },
        }),
      );
    }
    expect(readFileSync(project.path)).toEqual(before);
  });

  it('refuses a truncated project', async () => {
    const project = await makeProject({ items: 30 });
    project.close();
    const path = join(await temporaryFolder(), 'cut.fathom');
    writeFileSync(path, readFileSync(project.path).subarray(0, 6000));
    expect(() => Project.open(path)).toThrow(expect.objectContaining({ tag: 'BadProject' }));
  });

  it('queues again what was running, and removes half-written rasters', async () => {
    const project = await makeProject();
    const { id } = project.jobs.add({ kind: 'run', title: 'SGBM', payload: { runId: 1 }, total: 2 });
    project.jobs.update(id, { state: 'running', current: 'frames/0', startedAt: '2026-01-01T00:00:00Z' });
    project.close();
    const unfinished = join(project.rasters.folder, 'unfinished');
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(join(unfinished, '123-0'), 'half');
    const again = open(project.path);
    expect(again.jobs.get(id)).toMatchObject({ state: 'queued', current: null, startedAt: null });
    expect(again.jobs.queued().map((job) => job.id)).toEqual([id]);
    expect(again.jobs.payload(id)).toEqual({ runId: 1 });
    expect(readdirSync(unfinished)).toEqual([]);
  });
});

describe('verify', () => {
  it('reports sources and rasters that are missing or have changed, naming the file', async () => {
    const project = await makeProject();
    const run = makeRun(project);
    const [a, b] = project.items.ids();
    const saved = await saveEvaluated(project, { runId: run.id, itemId: a! }, { epe: 2 });
    await saveEvaluated(project, { runId: run.id, itemId: b! }, { epe: 3 });
    writeFileSync(project.rasters.path(saved.errorRasterId), 'short');
    writeFileSync(project.resolve('data/left-0.bin'), 'lEft 0');
    renameSync(project.resolve('data/right-1.bin'), project.resolve('data/gone.bin'));
    const { ok, problems } = await project.verify();
    expect(ok).toBe(false);
    expect(problems).toEqual([
      `raster ${project.rasters.path(saved.errorRasterId)} has another size: expected 320 bytes, found 5`,
      expect.stringMatching(
        /^source .*data\/left-0\.bin has another content: expected SHA-256 \w{64}, found \w{64}$/,
      ),
      `source ${project.resolve('data/right-1.bin')} is missing`,
    ]);
    expect((await project.verify({ checkSources: false })).problems).toHaveLength(1);
  });

  it('reports states that contradict each other', async () => {
    const project = await makeProject();
    const run = makeRun(project);
    project.close();
    const copy = join(project.folder, 'copy.fathom');
    copyFileSync(project.path, copy);
    const database = openDatabase(copy);
    database.exec(`UPDATE run_items SET state = 'done' WHERE item_id = 1;
      INSERT INTO jobs (kind, title, payload, state, created_at, done, total) VALUES ('run', 'x', 'null', 'done', '', 3, 2)`);
    database.close();
    expect(existsSync(copy)).toBe(true);
    expect((await open(copy).verify()).problems).toEqual([
      `item 1 of run ${run.id} has another state than its prediction`,
      'job 1 ended without a time, or has a time without having ended',
      'job 1 has done more than there is to do',
    ]);
  });
});
