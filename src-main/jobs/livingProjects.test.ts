import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ZipFile } from 'yazl';
import type { JobRecord } from '#domain/records.ts';
import { noFilter } from '#domain/items/ItemFilter.ts';
import { Project } from '#project/Project.ts';
import { buildReport } from '#reports/buildReport.ts';
import { makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';
import { regionDraft } from '#testing/regionDraft.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import type { BundleParts } from './bundle/bundleFormat.ts';
import { bundleJob } from './bundle/bundleJob.ts';
import { unpackBundle } from './bundle/unpackBundle.ts';
import { freshSources } from './freshSources.ts';
import type { JobContext } from './JobContext.ts';
import { JobProgress } from './JobProgress.ts';
import { relocateRoot } from './roots.ts';
import { SourceWatch } from './SourceWatch.ts';

/** A project of two items with one result, and where the left picture of the first lies. */
async function compared() {
  const project = await makeProject();
  const { id: runId } = makeRun(project);
  const itemId = project.items.ids()[0]!;
  for (const id of project.items.ids()) await freshSources(project, id);
  const [left, right] = project.items.assets(itemId);
  const inputs = { left: left!.sha256, right: right!.sha256 };
  const regions = [regionDraft({ rank: 1, severity: 0.5, areaPx: 4, bbox: [0, 0, 2, 2] })];
  await saveEvaluated(project, { runId, itemId }, { epe: 2, inputs, regions });
  return { project, runId, itemId, file: project.resolve(left!.path) };
}

describe('a picture that changes', () => {
  it('makes its result stale, out of every figure, until its content is back', async () => {
    const { project, runId, itemId, file } = await compared();
    const before = readFileSync(file);
    writeFileSync(file, 'other bytes of another length');
    expect(await freshSources(project, itemId)).toBe(true);
    expect(project.runs.get(runId)).toMatchObject({ done: 1, stale: 1 });
    expect(project.evaluations.metricsOf(runId)).toEqual([]);
    const { recipeHash } = project.runs.get(runId);
    const table = { runId, recipeHash, scope: 'all', sort: 'epe', descending: true, offset: 0, limit: 9 };
    const regions = () => project.evaluations.regionsPage({ runId, offset: 0, limit: 9 }).total;
    expect(project.metricTable.page(table)).toEqual({ total: 0, rows: [] });
    expect(project.metricTable.records({ ...table, name: 'epe' })).toEqual([]);
    expect(project.predictions.of(runId, itemId)!.isStale).toBe(true);
    expect(regions()).toBe(0);
    const report = await buildReport(project, runId);
    expect(report).toMatchObject({ summary: [], regions: [] });
    expect(report.items[0]).toMatchObject({
      state: 'predicted',
      metrics: [],
      warnings: ['stale: a picture changed after the result was made; left out of this report'],
    });
    const page = () => project.items.page({ offset: 0, limit: 9, sort: 'epe', descending: true, runId });
    expect(page().rows[0]).toMatchObject({ state: 'stale', metrics: {} });
    const stale = { ...noFilter, state: 'stale' } as const;
    expect(project.items.idsOf(stale, runId)).toEqual([itemId]);

    writeFileSync(file, before);
    await freshSources(project, itemId);
    expect(page().rows[0]).toMatchObject({ state: 'done', metrics: { epe: 2 } });
    expect([regions(), project.metricTable.page(table).total]).toEqual([1, 1]);
    expect(project.runs.get(runId).stale).toBe(0);
  });

  it('is not read again where only its time is another, and no result suffers', async () => {
    const { project, runId, itemId, file } = await compared();
    utimesSync(file, 1000, 1000);
    expect(await freshSources(project, itemId)).toBe(false);
    expect(project.items.factsOf(itemId)[0]!.mtimeMs).toBe(1_000_000);
    expect(project.runs.get(runId).stale).toBe(0);
  });

  it('of unknown content has nothing to make stale', async () => {
    const project = await makeProject({ items: 1 });
    const [itemId] = project.items.ids() as [number];
    const [facts] = project.items.factsOf(itemId);
    project.items.setAssetFacts(facts!.id, { sha256: null });
    expect(await freshSources(project, itemId)).toBe(false);
    expect(project.items.assets(itemId)[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a project that is looked at when it is opened', () => {
  it('knows files that changed or went, and those that came back', async () => {
    const { project, runId, itemId, file } = await compared();
    const events: string[] = [];
    const watch = new SourceWatch({
      project,
      emit: ({ type }) => events.push(type),
      onBug: (error) => events.push(String(error)),
    });
    expect(await watch.lookAtAll()).toBe(0);
    const content = readFileSync(file);
    rmSync(file);
    expect(await watch.lookAtAll()).toBe(1);
    expect(project.items.missingCount()).toBe(1);
    expect(project.items.idsOf({ ...noFilter, state: 'missing' }, null)).toEqual([itemId]);
    expect(project.runs.get(runId).stale).toBe(0);
    writeFileSync(file, content);
    expect(await watch.lookAtAll()).toBe(1);
    expect(project.items.missingCount()).toBe(0);
    expect(events).toEqual(['items', 'project', 'items', 'project']);
    await watch.close();
  });
});

describe('a folder that moved', () => {
  it('is told once, and all files are found there', async () => {
    const { project } = await compared();
    const there = join(project.folder, 'elsewhere');
    renameSync(join(project.folder, 'data'), there);
    expect((await project.verify()).ok).toBe(false);
    expect(relocateRoot(project, 1, there)).toMatchObject({ found: 6, lookedFor: 6 });
    expect(project.meta.root).toBe('elsewhere');
    expect(await project.verify()).toEqual({ ok: true, problems: [] });
  });

  it('is not said to be where none of its files is', async () => {
    const { project } = await compared();
    const empty = join(project.folder, 'empty');
    mkdirSync(empty);
    expect(() => relocateRoot(project, 1, empty)).toThrow(
      expect.objectContaining({
        tag: 'FileMissing',
        fields: expect.objectContaining({ found: 0 }) as object,
      }),
    );
    expect(project.meta.root).toBe('data');
  });
});

describe('labels', () => {
  it('are edited as one step for many items, undone and redone, and found by filters', async () => {
    const { annotations, items, labels } = await makeProject();
    const ids = items.ids();
    annotations.editLabels(ids, { addTags: [' hard ', 'glass'], split: 'val' });
    annotations.editLabels([ids[1]!], { removeTags: ['glass'], note: 'blurred' });
    expect(labels.of(ids[1]!)).toEqual({ tags: ['hard'], split: 'val', note: 'blurred' });
    expect(labels.tags()).toEqual([
      { name: 'glass', items: 1 },
      { name: 'hard', items: 2 },
    ]);
    expect(items.idsOf({ ...noFilter, tags: ['hard', 'glass'] }, null)).toEqual([ids[0]]);
    expect(items.idsOf({ ...noFilter, split: '' }, null)).toEqual([]);
    annotations.undo();
    annotations.undo();
    expect(labels.of(ids[1]!)).toEqual({ tags: [], split: '', note: '' });
    annotations.redo();
    expect(items.idsOf({ ...noFilter, split: 'val' }, null)).toEqual(ids);
    expect(() => annotations.editLabels(ids, { addTags: ['a, b'] })).toThrow(
      expect.objectContaining({ tag: 'BadRequest' }),
    );
  });
});

describe('a bundle', () => {
  it('carries the chosen items with files, results and labels, and nothing of the others', async () => {
    const { project, itemId, runId } = await compared();
    project.annotations.editLabels([itemId], { addTags: ['hard'] });
    const output = join(project.folder, 'out.zip');
    await bundle(project, output, [itemId]);
    const folder = join(await temporaryFolder(), 'unpacked');
    const path = await unpackBundle(output, folder);
    const copy = Project.open(path);
    onTestFinished(() => copy.close());
    expect(copy.items.all().map(({ name }) => name)).toEqual(['frames/0']);
    expect(copy.labels.tagsOf(itemId)).toEqual(['hard']);
    expect(copy.evaluations.of(runId, itemId)).toMatchObject({
      stale: false,
      metrics: [{ name: 'epe', value: 2 }],
    });
    expect(copy.meta.root).toBe('data/1');
    expect(await copy.verify()).toEqual({ ok: true, problems: [] });
    await expect(unpackBundle(output, folder)).rejects.toMatchObject({ tag: 'InvalidOption' });
  });

  it('without files or results has items with labels, and what it leaves out is known before', async () => {
    const { project, itemId } = await compared();
    project.annotations.editLabels([itemId], { addTags: ['hard'] });
    const [one, all] = [project.subsetSize([itemId]), project.subsetSize(null)];
    expect(one).toMatchObject({ items: 1, files: 3, maps: 4 });
    expect(all).toMatchObject({ items: 2, files: 6, maps: 4, mapBytes: one.mapBytes });
    const output = join(project.folder, 'plain.zip');
    await bundle(project, output, [itemId], { files: false, results: false });
    const copy = Project.open(await unpackBundle(output, join(await temporaryFolder(), 'plain')));
    onTestFinished(() => copy.close());
    expect(copy.labels.tagsOf(itemId)).toEqual(['hard']);
    expect(copy.runs.list()).toEqual([]);
    expect(readdirSync(copy.folder).includes('data')).toBe(false);
    relocateRoot(copy, copy.roots.list()[0]!.id, join(project.folder, 'data'));
    expect(existsSync(copy.resolve(copy.items.assets(itemId)[0]!.path))).toBe(true);
  });

  it('is not written where a file of it is gone', async () => {
    const { project, itemId, file } = await compared();
    rmSync(file);
    const output = join(project.folder, 'out.zip');
    await expect(bundle(project, output, [itemId])).rejects.toMatchObject({ tag: 'FileMissing' });
    expect(existsSync(output)).toBe(false);
  });

  it.each([
    ['a name that leads out', 'data/1/xx/evil.txt', { from: 'data/1/xx/', to: 'data/../../' }, 'BadFile'],
    ['an absolute name', 'Xetc/evil', { from: 'Xetc', to: '/etc' }, 'BadFile'],
    ['a name that no bundle has', 'src/evil.ts', null, 'PathRefused'],
  ] as const)('with %s is refused and leaves nothing', async (_, name, change, tag) => {
    const folder = await temporaryFolder();
    const path = await zipWith(folder, (zip) => zip.addBuffer(Buffer.from('x'), name, { compress: false }));
    if (change) writeFileSync(path, replaceAll(readFileSync(path), change.from, change.to));
    await expect(unpackBundle(path, join(folder, 'out'))).rejects.toMatchObject({ tag });
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('with a link, a compressed entry or a claim beyond its size is refused', async () => {
    const folder = await temporaryFolder();
    const link = await zipWith(folder, (zip) =>
      zip.addBuffer(Buffer.from('/etc/passwd'), 'data/link', { compress: false, mode: 0o120777 }),
    );
    await expect(unpackBundle(link, join(folder, 'out'))).rejects.toMatchObject({ tag: 'PathRefused' });
    const bomb = await zipWith(folder, (zip) =>
      zip.addBuffer(Buffer.alloc(10_000_000), 'data/bomb', { compress: true }),
    );
    await expect(unpackBundle(bomb, join(folder, 'out'))).rejects.toMatchObject({ tag: 'BadFile' });
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});

async function bundle(
  project: Project,
  output: string,
  itemIds: readonly number[],
  parts?: BundleParts,
): Promise<void> {
  const progress = new JobProgress({ save: () => ({}) as JobRecord, emit: () => undefined });
  const { signal } = new AbortController();
  const context = { project, payload: { output, itemIds, ...(parts ? { parts } : {}) }, progress, signal };
  await bundleJob(context as unknown as JobContext<'bundle'>);
}

/** A zip with the parts that every bundle has, and one more. */
async function zipWith(folder: string, add: (zip: ZipFile) => void): Promise<string> {
  const zip = new ZipFile();
  for (const name of ['bundle.json', 'project.fathom']) {
    zip.addBuffer(Buffer.from('{}'), name, { compress: false });
  }
  add(zip);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  const path = join(folder, 'b.zip');
  writeFileSync(path, Buffer.concat(chunks));
  return path;
}

function replaceAll(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to.padEnd(from.length, 'x')), 'latin1');
}
