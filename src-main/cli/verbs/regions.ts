import { type Command, InvalidArgumentError } from 'commander';
import { basename } from 'node:path';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { allCauses } from '#domain/causes/allCauses.ts';
import { unexplained } from '#domain/causes/explainRegion.ts';
import { StudioError } from '#domain/errors.ts';
import type { FailureChanges } from '#domain/comparison/compareFailures.ts';
import type { RunRecord } from '#domain/records.ts';
import type { AnnotationRecall } from '#domain/regions/annotationRecall.ts';
import { causeShares, type RunCounts } from '#domain/regions/CauseCounts.ts';
import type { RegionGroup } from '#domain/regions/groups/RegionGroup.ts';
import { type ExportedRegion, regionsCoco } from '#domain/regions/regionsCoco.ts';
import { labelOf, regionSentence } from '#domain/regions/regionSentence.ts';
import { failuresOfTwoRuns, groupsOfRun, recallOfRun } from '#jobs/failuresOfRuns.ts';
import { Project } from '#project/Project.ts';
import { accuracyLine } from '#domain/review/accuracyLine.ts';
import { reviewOfRun } from '#reports/reviewOfRun.ts';
import { regionsCsv } from '#reports/regionsCsv.ts';
import { integerFrom } from '../options.ts';
import { changeLines, countLines, recallLines } from '../regionLines.ts';
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
  readonly against?: number;
  readonly groups?: true;
  readonly recall?: number;
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
    .option(
      '--against <id>',
      'what became of the failures of this run: fixed, kept, new (with --run)',
      integerFrom(1),
    )
    .option('--groups', 'also groups alike failures (with --run)')
    .option('--recall <share>', 'annotated objects that regions cover to this share (with --run)', share)
    .option('--coco <file>', 'also writes them as COCO JSON')
    .option('--csv <file>', 'also writes them as CSV')
    .addHelpText('after', '\nExample:\n  fathom regions kitti.fathom --cause thin-structure --csv thin.csv')
    .action((path: string, flags: RegionsFlags, self: Command) =>
      run(self, async ({ terminal, signal }) => {
        const project = Project.open(path, { readOnly: true });
        try {
          const rows = regionRows(project, flags);
          const files = await writeFiles(project, rows, flags);
          const counts = runsOf(project, flags).map((run) => ({
            run,
            ...project.regionCounts.ofRun(run.id),
          }));
          const reviewed = reviewOfRun(project, flags.run ?? null);
          const asked = await askedOf(project, flags, signal);
          terminal.answer(
            { regions: rows.map(regionAnswer), counts: counts.map(countsAnswer), reviewed, ...asked, files },
            [
              ...textTable(['rank', 'frame', 'severity', 'what'], rows.map(cellsOf)),
              `${rows.length} regions`,
              ...counts.flatMap(({ run, ...ofRun }) => [
                `run ${run.id}, ${run.method.spec}:`,
                ...countLines(ofRun).map((line) => `  ${line}`),
              ]),
              ...(reviewed.reviewed === 0
                ? []
                : [
                    `${reviewed.reviewed} of ${reviewed.total} reviewed; automatic causes on these:`,
                    ...reviewed.causes.map((row) => `  ${accuracyLine(row)}`),
                  ]),
              ...(asked.changes ? changeLines(asked.changes) : []),
              ...(asked.groups?.groups.map(groupLine) ?? []),
              ...(asked.recall ? recallLines(asked.recall) : []),
              ...files,
            ],
          );
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

function runsOf(project: Project, { run }: RegionsFlags): readonly RunRecord[] {
  return run === undefined ? project.runs.list() : [project.runs.get(run)];
}

/** What takes more than reading: the run against another one, alike failures, annotated objects. */
async function askedOf(
  project: Project,
  { run, against, groups, recall }: RegionsFlags,
  signal: AbortSignal,
): Promise<{
  readonly changes?: FailureChanges;
  readonly groups?: Awaited<ReturnType<typeof groupsOfRun>>;
  readonly recall?: AnnotationRecall;
}> {
  if (against === undefined && groups === undefined && recall === undefined) return {};
  if (run === undefined) {
    const expected = 'the id of a run beside --against, --groups and --recall';
    throw new StudioError('InvalidOption', `--run must be ${expected}, found nothing`, {
      ...{ option: 'run', expected, found: 'nothing' },
    });
  }
  const pool = new ComputePool({ size: 1 });
  try {
    const studio = { project, pool, signal };
    return {
      ...(against === undefined
        ? {}
        : { changes: await failuresOfTwoRuns(studio, { runA: against, runB: run }) }),
      ...(groups === undefined ? {} : { groups: await groupsOfRun(studio, run) }),
      ...(recall === undefined
        ? {}
        : { recall: await recallOfRun(studio, { runId: run, coverage: recall }) }),
    };
  } finally {
    await pool.close();
  }
}

function countsAnswer({ run, ...counts }: RunCounts & { readonly run: RunRecord }): object {
  const shares = { causes: causeShares(counts), classes: causeShares(counts, 'class') };
  return { run: run.id, method: run.method.spec, ...counts, ...shares };
}

function groupLine({ cause, regionIds, traits, medoidId }: RegionGroup): string {
  const about = traits.length === 0 ? '' : `: ${traits.join(', ')}`;
  return `${regionIds.length} × ${labelOf(cause)}${about}; region ${medoidId} for example`;
}

/** A share above 0 and up to 1. */
function share(given: string): number {
  const value = Number(given);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError(`must be a share above 0 and up to 1, found ${given}`);
}

function regionAnswer(row: Row): object {
  const { itemName, runId, stats, ...rest } = row;
  const sentence = regionSentence(row, row.quantity, row.review?.cause ?? null);
  return { ...rest, frame: itemName, run: runId, mean: stats, sentence };
}
