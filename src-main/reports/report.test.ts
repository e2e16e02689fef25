import { createHash } from 'node:crypto';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnnotationDiff } from '#domain/annotation/Annotation.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { startRun } from '#jobs/startRun.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import type { Project } from '#project/Project.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import { causeShares } from '#domain/regions/CauseCounts.ts';
import { buildReport } from './buildReport.ts';
import { escapeHtml } from './html/escapeHtml.ts';
import type { ReportModel } from './ReportModel.ts';
import { reportCsv } from './reportCsv.ts';
import { reportHtml } from './reportHtml.ts';
import { reportJson } from './reportJson.ts';

const method = 'sgbm:numDisparities=16,blockSize=3';
/** The default with failure regions at errors that a matcher makes on so simple a scene. */
const sensitiveRecipe: Recipe = {
  ...defaultRecipe('disparity'),
  regions: { ssimBelow: 0.9, errorAbove: { absolute: 0.1, relative: 0 }, mergePx: 2, minAreaPx: 4 },
};
let studio: TestStudio;
let project: Project;
let runId: number;
let model: ReportModel;

/** Three scenes; the third one's right picture is damaged. A square of the first one is annotated `thin`. */
beforeAll(async () => {
  studio = await openStudio();
  const root = join(studio.folder, 'data');
  await writeTinyDataset(root, 3);
  await studio.importDataset(root);
  await truncate(join(root, 'scene-3/im1.png'), 200);
  project = studio.workspace.project;
  const { queue, edits } = studio.workspace;
  edits.setRecipe(sensitiveRecipe);
  const [first] = project.items.all();
  project.annotations.applyDiff(annotate(first!.id));
  const { job, run } = startRun(project, (draft) => queue.add(draft), { method, itemIds: null });
  await queue.whenEnded(job.id);
  runId = run.id;
  model = await buildReport(project, runId, { createdAt: new Date('2026-01-02T03:04:05Z') });
});
afterAll(() => studio.close());

function annotate(itemId: number): AnnotationDiff {
  const classId = project.annotations.classes().find(({ name }) => name === 'thin')!.id;
  const square = [
    [30, 10],
    [60, 10],
    [60, 50],
    [30, 50],
  ] as const;
  const shape = { kind: 'polygon', parts: [square] } as const;
  const id = '00000000-0000-4000-8000-000000000001';
  return { added: [{ id, itemId, classId, shape, note: '' }], updated: [], removed: [] };
}

describe('buildReport', () => {
  it('says why the run fails: all of its error shared out over causes, and a sentence for each region', () => {
    const [own, ...others] = model.causes.runs;
    expect(own!.run.id).toBe(runId);
    expect(others).toEqual([]);
    const shares = causeShares(own!.counts);
    expect(shares.reduce((sum, { errorShare }) => sum + errorShare!, 0)).toBeCloseTo(1, 9);
    const [worst] = model.regions;
    const html = reportHtml(model);
    expect(worst!.sentence).toMatch(/^[A-Z].*: /);
    expect(html).toContain(escapeHtml(worst!.sentence));
    expect(html).toContain('of the error on');
    if (worst!.measured !== null) expect(html).toContain(escapeHtml(worst!.measured.evidence[0]!.name));
  });

  it('describes every item, with the reason where one failed', () => {
    expect(model.items.map(({ name, state }) => [name, state])).toEqual([
      ['scene-1', 'compared'],
      ['scene-2', 'compared'],
      ['scene-3', 'failed'],
    ]);
    expect(model.items[2]).toMatchObject({ error: { tag: 'BadFile' }, metrics: [], regions: 0 });
    expect(model.items[2]!.error!.message).toMatch(/^data\/scene-3\/im1\.png: /);
    expect(model.run).toMatchObject({ done: 2, failed: 1, total: 3 });
  });

  it('takes means over the compared items, also inside and outside a class', () => {
    const values = model.items
      .slice(0, 2)
      .map(({ metrics }) => metrics.find(({ scope, name }) => scope === 'all' && name === 'epe')!.value!);
    const row = model.summary.find(({ scope, metric }) => scope === 'all' && metric === 'epe')!;
    expect(row.mean).toBeCloseTo((values[0]! + values[1]!) / 2, 12);
    expect(row.items).toBe(2);
    const inside = model.summary.find(({ scope, metric }) => scope === 'class:thin' && metric === 'epe')!;
    expect(inside.items).toBe(1);
    expect(model.summary.some(({ scope }) => scope === 'not-class:thin')).toBe(true);
  });

  it('counts every compared pixel once in the histogram of errors', async () => {
    let [total, sum] = [0, 0];
    for (const { id } of model.items.slice(0, 2)) {
      const { errorRasterId } = project.evaluations.of(runId, id).evaluation!;
      const errors = (await project.rasters.get(errorRasterId)).values.filter(
        (value) => !Number.isNaN(value),
      );
      total += errors.length;
      sum += errors.reduce((a, b) => a + b, 0);
    }
    const { error } = model.histograms!;
    expect(error.quantity).toBe('error:px');
    expect(error.total).toBe(total);
    expect(error.counts.reduce((a, b) => a + b, 0) + error.below + error.above).toBe(total);
    expect(error.mean).toBeCloseTo(sum / total, 4);
    expect(error.min).toBe(-error.max);
  });

  it('lists the source files by their content', async () => {
    expect(model.sources).toHaveLength(9);
    const { path, sha256, sizeBytes } = model.sources[0]!;
    const bytes = await readFile(project.resolve(path));
    expect([sha256, sizeBytes]).toEqual([createHash('sha256').update(bytes).digest('hex'), bytes.length]);
  });

  it('shows every region in five panes of one size', async () => {
    expect(model.regions.length).toBeGreaterThan(0);
    expect(model.regionTotal).toBeGreaterThanOrEqual(model.regions.length);
    const severities = model.regions.map(({ severity }) => severity);
    expect(severities).toEqual(severities.toSorted((a, b) => b - a));
    for (const { panes, crop, cropStep, box } of model.regions) {
      expect(panes.map(({ title }) => title)).toEqual([
        'Left image',
        'Ground truth',
        'Prediction, aligned',
        'Signed error',
        'SSIM',
      ]);
      expect(crop.x).toBeLessThanOrEqual(box.x);
      expect(crop.x + crop.width).toBeGreaterThanOrEqual(box.x + box.width);
      for (const { png, title } of panes) {
        const picture = await decodePicture(png!, title);
        expect([picture.width, picture.height]).toEqual([crop.width / cropStep, crop.height / cropStep]);
      }
    }
  });

  it('gives the command lines for the same numbers', () => {
    expect(model.rerun.commands).toEqual([
      'fathom import data -o data.fathom --layout middlebury',
      `fathom run data.fathom --method ${method}`,
      'fathom report data.fathom -o data.html',
    ]);
    expect(model.rerun.notes).toEqual([
      'The recipe is not the one that a new project starts with: put it in force before the run.',
      'The class scopes come from 1 annotations. Those drawn after the import have to be exported and imported again.',
    ]);
  });

  it('says why a pane is empty when a source file has gone', async () => {
    const { itemName } = model.regions[0]!;
    const left = join(studio.folder, 'data', itemName, 'im0.png');
    const bytes = await readFile(left);
    await rm(left);
    const { regions } = await buildReport(project, runId, { regions: 1 });
    expect(regions[0]!.panes[0]).toMatchObject({
      png: null,
      note: `FileMissing: data/${itemName}/im0.png: cannot be read: no such file`,
    });
    expect(reportHtml({ ...model, regions })).toContain('cannot be read');
    await writeFile(left, bytes);
  });

  it('leaves out comparisons of another recipe and says so', async () => {
    const other = { hash: 'other', label: 'other', recipe: defaultRecipe('depth') };
    project.recipes.put(other);
    const { recipeHash } = project.runs.get(runId);
    project.runs.setRecipe(runId, other.hash);
    const { items, summary, histograms, regions } = await buildReport(project, runId);
    project.runs.setRecipe(runId, recipeHash);
    expect([summary, histograms, regions]).toEqual([[], null, []]);
    expect(items[0]).toMatchObject({
      state: 'predicted',
      metrics: [],
      warnings: ['compared under another recipe; left out of this report'],
    });
  });

  it('refuses a run that is not there', async () => {
    await expect(buildReport(project, 99)).rejects.toMatchObject({
      tag: 'NotFound',
      message: 'there is no run 99',
    });
  });
});

describe('reportHtml', () => {
  it('needs no script and nothing from outside the file', () => {
    const html = reportHtml(model);
    expect(html).not.toMatch(/<script|<link|<iframe|https?:|@import|url\(/);
    const sources = [...html.matchAll(/\ssrc="([^"]{0,22})/g)].map(([, source]) => source);
    expect(sources.length).toBe(5 * model.regions.length);
    expect(new Set(sources)).toEqual(new Set(['data:image/png;base64,']));
  });

  it('closes what it opens', () => {
    const html = reportHtml(model);
    for (const element of [
      'div',
      'section',
      'figure',
      'table',
      'tr',
      'th',
      'td',
      'span',
      'small',
      'svg',
      'dl',
    ]) {
      const count = (pattern: string) => [...html.matchAll(new RegExp(pattern, 'g'))].length;
      expect([element, count(`<${element}[ >]`)]).toEqual([element, count(`</${element}>`)]);
    }
  });

  it('holds the recipe, its hash, the options, the commands and the digests', () => {
    const html = reportHtml(model);
    const texts = [
      model.recipe.canonicalText.replaceAll('"', '&quot;'),
      model.recipe.hash,
      'speckleWindowSize',
      ...model.rerun.commands,
      ...model.sources.map(({ sha256 }) => sha256),
      'failed · BadFile',
      'outside thin',
    ];
    for (const text of texts) expect(html).toContain(text);
  });

  it('escapes names and messages', () => {
    const [item] = model.items;
    const evil = `<img src=x onerror="alert('1')">&`;
    const html = reportHtml({
      ...model,
      project: { ...model.project, name: evil, root: evil },
      items: [
        { ...item!, name: evil, warnings: [evil], error: { tag: 'BadFile', message: evil, fields: {} } },
      ],
      regions: model.regions.map((region) => ({ ...region, itemName: evil })),
      problems: [
        { id: 1, itemId: null, file: evil, severity: 'rejected', tag: 'BadFile', message: evil, fields: {} },
      ],
      sources: model.sources.map((source) => ({ ...source, path: evil })),
      rerun: { commands: [evil], notes: [evil] },
    });
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;');
  });

  it('shows the alignment of every item where the recipe aligns', () => {
    const { recipe } = model;
    const html = reportHtml({
      ...model,
      recipe: { ...recipe, recipe: { ...recipe.recipe, alignment: 'scale-shift' } },
      items: model.items.map((item) => ({
        ...item,
        alignment: item.alignment && { scale: 2.5, shift: -0.25 },
      })),
    });
    expect(html).toContain('<small>scale, shift</small>');
    expect(html).toContain('2.500, −0.250');
  });

  it('says so where nothing was compared', () => {
    const empty = {
      ...model,
      items: [],
      summary: [],
      histograms: null,
      regions: [],
      regionTotal: 0,
      sources: [],
    };
    const html = reportHtml(empty);
    expect(html).toContain('Nothing was compared in this run.');
    expect(html).toContain('No region failed under this recipe.');
    expect(html).not.toContain('NaN');
  });
});

describe('reportJson', () => {
  it('says the same in full precision, without the pictures', () => {
    const text = reportJson(model);
    const read = JSON.parse(text) as ReportModel & { format: string };
    expect(read.format).toBe('fathom-report');
    expect(read.summary).toEqual(model.summary);
    expect(read.items).toEqual(model.items);
    expect(read.histograms).toEqual(model.histograms);
    expect(read.createdAt).toBe('2026-01-02T03:04:05.000Z');
    expect(read.regions[0]!.panes[0]).toEqual({ title: 'Left image', note: null, colours: null });
  });
});

describe('reportCsv', () => {
  it('has a line per number, of which every value reads back exactly', () => {
    const lines = reportCsv(model).trimEnd().split('\r\n');
    expect(lines[0]).toBe('level,item,scope,metric,unit,value,coverage,pixels,items,note');
    const numbers = model.items.flatMap(({ metrics }) => metrics).length;
    expect(lines).toHaveLength(1 + 2 * model.summary.length + numbers + 1);
    const line = lines.find((text) => text.startsWith('item,scene-2,all,epe,'))!.split(',');
    const metric = model.items[1]!.metrics.find(({ scope, name }) => scope === 'all' && name === 'epe')!;
    expect(line.slice(4, 8)).toEqual([
      'px',
      String(metric.value),
      String(metric.coverage),
      String(metric.pixels),
    ]);
    expect(lines.at(-1)).toMatch(/^failed,scene-3,,,,,,,,"?BadFile: /);
  });

  it('quotes what needs quoting', () => {
    const [item] = model.items;
    const text = reportCsv({ ...model, summary: [], items: [{ ...item!, name: 'a,"b"\nc' }] });
    expect(text).toContain('\r\nitem,"a,""b""\nc",all,');
  });
});
