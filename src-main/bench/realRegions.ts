import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { evidenceText } from '#domain/regions/evidenceText.ts';
import { labelOf, regionSentence } from '#domain/regions/regionSentence.ts';
import { defaultRegionSettings } from '#domain/regions/RegionSettings.ts';
import type { RegionRecord } from '#domain/records.ts';
import { Inference } from '#inference/Inference.ts';
import { startRun } from '#jobs/startRun.ts';
import { examineAgain } from '#jobs/examineAgain.ts';
import { createWorkspace, type Workspace } from '#jobs/Workspace.ts';
import { loadItemMaps } from '#reports/loadItemMaps.ts';
import { cropAround } from '#reports/crop.ts';
import { regionPanes } from '#reports/regionPanes.ts';
import { judgements } from './realJudgements.ts';
import { sharedData } from '#testing/sharedData.ts';

/**
 * The ten worst regions of real scenes with their causes and evidence, as the tables of docs/regions-real.md.
 *
 *   node src-main/bench/realRegions.ts FOLDER [scene …]
 *
 * Projects are kept in the folder and searched again where they are there; contact sheets of every region (HTML with
 * pictures, for the eye) are written beside them.
 */
const usual = ['kitti2015', 'Motorcycle_Q', 'aloe_full', 'cones'];
const shown = 10;
const methods = [
  { method: 'sgbm:numDisparities=128', name: 'SGBM', data: 'stereo' },
  { method: 'sgbm:numDisparities=256', name: 'SGBM, 256 disparities', data: 'stereo', only: ['aloe_full'] },
  { method: 'fathom-tiny', name: 'Fathom Tiny', data: 'stereo' },
  { method: 'fathom-tiny', name: 'Fathom Tiny', data: 'depth/cleargrasp_real', only: ['cleargrasp', ''] },
] as const;
const models = resolve(import.meta.dirname, '../../resources/models');

const tally = new Map<string, number>();
const [folder = '', ...given] = process.argv.slice(2);
const wanted = given.length > 0 ? given : usual;
mkdirSync(folder, { recursive: true });
const pool = new ComputePool({ size: 1 });
const inference = new Inference(
  { bundled: models, cache: join(folder, 'models'), added: join(folder, 'added') },
  { threads: 1 },
);
const workspace = createWorkspace({
  ...{ pool, inference, version: 'bench', userDataFolder: folder },
  resourcesFolder: resolve(models, '..'),
});
try {
  for (const [place, { method, name, data, ...rest }] of methods.entries()) {
    const scenes =
      'only' in rest ? rest.only : wanted.filter((scene) => name !== 'SGBM' || scene !== 'aloe_full');
    await tellMethod(join(folder, `real-${place}`), { method, name, data, scenes });
  }
  console.log(
    [...tally]
      .map(([key, count]) => `- ${key}: ${count}`)
      .sort()
      .join('\n'),
  );
} finally {
  await workspace.closeProject();
  await inference.close();
  await pool.close();
}

interface Told {
  readonly method: string;
  readonly name: string;
  readonly data: string;
  readonly scenes: readonly string[];
}

async function tellMethod(path: string, { method, name, data, scenes }: Told): Promise<void> {
  const file = `${path}.fathom`;
  if (existsSync(file)) await workspace.openProject(file);
  else {
    await workspace.importDataset({
      root: join(sharedData, data),
      output: file,
      layout: 'auto',
      groundTruthEncoding: null,
    });
    await idle(workspace);
  }
  const { project, queue } = workspace;
  // A map of relative depth, aligned, is off by the protocol's 3 px nearly everywhere: its worst is asked for instead.
  if (method === 'fathom-tiny') {
    project.regions.settings = { ...defaultRegionSettings, map: 'log-error', threshold: 'robust' };
  }
  const items = project.items.all().filter((item) => scenes.some((scene) => item.name.includes(scene)));
  const itemIds = items.map(({ id }) => id);
  const started = startRun(project, (draft) => queue.add(draft), { method, itemIds }, inference.models);
  await queue.whenEnded(started.job.id);
  const { recipe } = project.recipes.inForce()!;
  const sheet: string[] = [];
  for (const item of items) {
    const at = { runId: started.run.id, itemId: item.id };
    (await examineAgain({ project, pool, signal: new AbortController().signal }, at)).save();
    const { regions, findings, error } = project.evaluations.of(at.runId, at.itemId);
    if (error !== null) throw new Error(error.message);
    const failing = findings ? (100 * findings.failingPx) / Math.max(1, findings.comparedPx) : 0;
    const { modelSha256 } = project.predictions.of(at.runId, at.itemId)?.details ?? {};
    const madeBy = typeof modelSha256 === 'string' ? `Network ${modelSha256.slice(0, 16)}…; ` : '';
    console.log(`### ${name}: ${item.name}\n`);
    console.log(
      `${madeBy}${regions.length} regions; ${failing.toFixed(1)} % of the compared pixels fail (${recipe.quantity}, alignment ${recipe.alignment}).\n`,
    );
    console.log('| | where | cause | what | evidence | next | by eye |\n|---|---|---|---|---|---|---|');
    const maps = await loadItemMaps(project, at.runId, at.itemId, recipe);
    for (const region of regions.slice(0, shown)) {
      console.log(rowOf(region, recipe.quantity, judgementOf(region, item.name, name)));
      const [x, y, width, height] = region.bbox;
      const crop = cropAround({ x, y, width, height }, maps);
      const step = Math.ceil(Math.max(crop.width, crop.height) / 480);
      const panes = await regionPanes(maps, crop, step, recipe.quantity === 'depth' ? 0.2 : 20);
      const outline = region.outline.map(([px, py]) => `${px - crop.x},${py - crop.y}`).join(' ');
      const pictures = panes
        .slice(0, 4)
        .map(({ png }) =>
          png === null
            ? '<td>–</td>'
            : `<td><div><img src="data:image/png;base64,${Buffer.from(png).toString('base64')}"><svg viewBox="0 0 ${crop.width} ${crop.height}"><polygon points="${outline}"/></svg></div></td>`,
        );
      const text = `${item.name} ${region.rank} · ${regionSentence(region, recipe.quantity)}`;
      sheet.push(`<tr><th>${text}<br>${evidenceOf(region)}</th></tr><tr>${pictures.join('')}</tr>`);
    }
    console.log('');
  }
  const style =
    'div{position:relative;width:330px}img{width:330px;display:block}svg{position:absolute;inset:0}polygon{fill:none;stroke:#fff;stroke-width:1}th{font:12px sans-serif;text-align:left}tr:nth-child(odd) th{width:1340px;display:block;height:34px;overflow:hidden}tr{display:flex}';
  writeFileSync(
    `${path}.html`,
    `<meta charset="utf-8"><style>${style}</style><table>${sheet.join('\n')}</table>`,
  );
}

/** What was said of the region at that place, where its cause is still the one that was judged. */
function judgementOf({ bbox, cause }: RegionRecord, item: string, name: string): string {
  const found = judgements.find(
    (one) => item.includes(one.scene) && name.startsWith(one.method) && overlap(one.bbox, bbox) >= 0.5,
  );
  const verdict = found === undefined || found.cause !== cause ? 'not judged' : found.verdict;
  const key = `${name.startsWith('SGBM') ? 'SGBM' : name}: ${verdict}`;
  tally.set(key, (tally.get(key) ?? 0) + 1);
  if (found === undefined) return 'not judged';
  return found.cause === cause
    ? `**${found.verdict}**: ${found.note}`
    : `not judged as ${cause}: ${found.note}`;
}

/** Intersection ÷ union of two boxes. */
function overlap(a: RegionRecord['bbox'], b: RegionRecord['bbox']): number {
  const side = (k: 0 | 1) => Math.max(0, Math.min(a[k] + a[k + 2]!, b[k] + b[k + 2]!) - Math.max(a[k], b[k]));
  const shared = side(0) * side(1);
  return shared / (a[2] * a[3] + b[2] * b[3] - shared);
}

function rowOf(
  region: RegionRecord,
  quantity: Parameters<typeof regionSentence>[1],
  judgement: string,
): string {
  const [x, y, width, height] = region.bbox;
  const score = region.causes.find(({ cause }) => cause === region.cause)?.score;
  const cells = [
    String(region.rank),
    `${x}, ${y}, ${width} × ${height}`,
    `${labelOf(region.cause)}${score === undefined ? '' : ` ${score.toFixed(2)}`}`,
    regionSentence(region, quantity).replace(/^[^:]*: /, ''),
    evidenceOf(region),
    region.causes
      .filter(({ cause }) => cause !== region.cause)
      .slice(0, 2)
      .map(({ cause, score: other }) => `${labelOf(cause).toLowerCase()} ${other.toFixed(2)}`)
      .join(', '),
    judgement,
  ];
  return `| ${cells.join(' | ')} |`;
}

function evidenceOf({ cause, causes }: RegionRecord): string {
  const measured = causes.find((one) => one.cause === cause) ?? causes[0];
  return (measured?.evidence ?? []).slice(0, 2).map(evidenceText).join(', ');
}

async function idle({ project, queue }: Workspace): Promise<void> {
  const isBusy = ({ state }: { state: string }): boolean => state === 'queued' || state === 'running';
  for (let job = project.jobs.list().find(isBusy); job; job = project.jobs.list().find(isBusy)) {
    await queue.whenEnded(job.id);
  }
}
