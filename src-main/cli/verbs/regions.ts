import type { Command } from 'commander';
import { basename } from 'node:path';
import { allCauses } from '#domain/causes/allCauses.ts';
import { unexplained } from '#domain/causes/explainRegion.ts';
import { StudioError } from '#domain/errors.ts';
import { causeOf, type ExportedRegion, regionsCoco } from '#domain/regions/regionsCoco.ts';
import { labelOf, regionSentence } from '#domain/regions/regionSentence.ts';
import { Project } from '#project/Project.ts';
import { regionsCsv } from '#reports/regionsCsv.ts';
import { integerFrom } from '../options.ts';
import { textTable } from '../Terminal.ts';
import type { AddVerb } from '../Verb.ts';
import { writeOutput } from '../writeOutput.ts';

interface RegionsFlags {
  readonly run?: number;
  readonly frame?: string;
  readonly cause?: string;
  readonly review?: string;
  readonly coco?: string;
  readonly csv?: string;
}

type Row = ExportedRegion & { readonly itemName: string };

const reviewStates = ['open', 'confirmed', 'rejected'] as const;

/** `fathom regions P.fathom`: where the predictions fail and why, worst first; as text, JSON, COCO or CSV. */
export const addRegions: AddVerb = (program, run) => {
  program
    .command('regions')
    .description('lists the failure regions with their causes, worst first')
    .argument('<project>', 'project file')
    .option('--run <id>', 'of this run only', integerFrom(1))
    .option('--frame <name>', 'of this item only')
    .option('--cause <name>', 'of this cause only, as corrected in review')
    .option('--review <state>', `in this state only: ${reviewStates.join(', ')}`)
    .option('--coco <file>', 'also writes them as COCO JSON')
    .option('--csv <file>', 'also writes them as CSV')
    .addHelpText('after', '\nExample:\n  fathom regions kitti.fathom --cause thin-structure --csv thin.csv')
    .action((path: string, flags: RegionsFlags, self: Command) =>
      run(self, async ({ terminal }) => {
        const project = Project.open(path, { readOnly: true });
        try {
          const rows = regionRows(project, flags);
          const files = await writeFiles(project, rows, flags);
          terminal.answer({ regions: rows.map(regionAnswer), files }, [
            ...textTable(['rank', 'frame', 'severity', 'what'], rows.map(cellsOf)),
            `${rows.length} regions`,
            ...countsByCause(rows),
            ...files,
          ]);
          return 0 as const;
        } finally {
          project.close();
        }
      }),
    );
};

function regionRows(project: Project, flags: RegionsFlags): Row[] {
  const { run, frame, cause, review } = flags;
  if (run !== undefined) project.runs.get(run);
  const known = [...allCauses.map(({ name }) => name), unexplained];
  if (cause !== undefined && !known.includes(cause)) refuse('cause', known, cause);
  const state = reviewStates.find((name) => name === review);
  if (review !== undefined && state === undefined) refuse('review', reviewStates, review);
  const itemId = frame === undefined ? null : itemNamed(project, frame);
  const query = { runId: run ?? null, itemId, cause: cause ?? null, review: state ?? null };
  const { rows } = project.evaluations.regionsPage({ ...query, offset: 0, limit: -1 });
  const methods = new Map(project.runs.list().map(({ id, method }) => [id, method.spec]));
  const quantity = project.recipes.inForce()?.recipe.quantity ?? 'disparity';
  return rows.map((row) => ({ ...row, method: methods.get(row.runId) ?? '', quantity }));
}

function refuse(option: string, known: readonly string[], found: string): never {
  throw new StudioError('InvalidOption', `--${option} is ${found}; known: ${known.join(', ')}`, {
    option,
    expected: known.join(', '),
    found,
  });
}

function itemNamed(project: Project, frame: string): number {
  const id = project.items.ids().find((item) => project.items.get(item).name === frame);
  if (id === undefined) {
    throw new StudioError('NotFound', `${project.path} has no item named ${frame}`, { item: frame });
  }
  return id;
}

async function writeFiles(
  project: Project,
  rows: readonly Row[],
  { coco, csv }: RegionsFlags,
): Promise<string[]> {
  if (coco !== undefined) {
    const ids = [...new Set(rows.map(({ itemId }) => itemId))];
    const pictures = ids.map((id) => {
      const { name, width, height } = project.items.get(id);
      const left = project.items.assets(id).find(({ role }) => role === 'left');
      return { id, name, width, height, fileName: left ? basename(left.path) : name };
    });
    await writeOutput(coco, JSON.stringify(regionsCoco(pictures, rows)));
  }
  if (csv !== undefined) await writeOutput(csv, regionsCsv(rows));
  return [coco, csv].filter((file) => file !== undefined);
}

function cellsOf(row: Row): string[] {
  const sentence = regionSentence(row, row.quantity, row.review?.cause ?? null);
  return [String(row.rank), row.itemName, row.severity.toPrecision(3), sentence];
}

/** How many regions each cause has, and its share of their error. */
function countsByCause(rows: readonly Row[]): string[] {
  const total = rows.reduce((sum, { errorSum }) => sum + errorSum, 0);
  const counts = new Map<string, { regions: number; errorSum: number }>();
  for (const row of rows) {
    const { regions, errorSum } = counts.get(causeOf(row)) ?? { regions: 0, errorSum: 0 };
    counts.set(causeOf(row), { regions: regions + 1, errorSum: errorSum + row.errorSum });
  }
  return [...counts]
    .sort(([, a], [, b]) => b.errorSum - a.errorSum)
    .map(([cause, { regions, errorSum }]) => {
      const share = total === 0 ? 0 : Math.round((100 * errorSum) / total);
      return `${labelOf(cause)}: ${regions}, ${share} % of the error in regions`;
    });
}

function regionAnswer(row: Row): object {
  const { itemName, runId, stats, ...rest } = row;
  const sentence = regionSentence(row, row.quantity, row.review?.cause ?? null);
  return { ...rest, frame: itemName, run: runId, mean: stats, sentence };
}
