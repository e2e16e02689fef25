import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { containerPath } from '#domain/datasets/containerPath.ts';
import type { AssetRole } from '#domain/records.ts';
import type { Database } from './openDatabase.ts';
import type { Project } from './Project.ts';

export interface VerifyOptions {
  /** Default: true. */
  readonly checkSources?: boolean;
  /** What names the content of a source (frames/contentDigest.ts); default: the SHA-256 of its file. */
  readonly digestOf?: (pathAndKey: string, role: AssetRole) => Promise<{ readonly sha256: string }>;
}

export interface VerifyAnswer {
  readonly ok: boolean;
  /** One sentence each; empty when ok. */
  readonly problems: readonly string[];
}

/** So many files are asked for at a time. */
const pageSize = 1000;

/** Whether the database is whole and agrees with itself, the rasters folder and the source files. Changes nothing. */
export async function verifyProject(
  project: Project,
  database: Database,
  options: VerifyOptions,
): Promise<VerifyAnswer> {
  const problems = [
    ...checkIntegrity(database),
    ...checkStates(database),
    ...checkRecipes(project),
    ...(await checkRasters(project)),
    ...((options.checkSources ?? true) ? await checkSources(project, options) : []),
  ];
  return { ok: problems.length === 0, problems };
}

function checkIntegrity(database: Database): string[] {
  const found = database.pragma('integrity_check') as { integrity_check: string }[];
  const damages = found.filter((row) => row.integrity_check !== 'ok');
  const dangling = database.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
  return [
    ...damages.map((row) => `database: ${row.integrity_check}`),
    ...dangling.map(
      (row) => `database: row ${row.rowid} of ${row.table} refers to a missing row of ${row.parent}`,
    ),
  ];
}

/** Rows that no constraint of the schema can hold together. */
function checkStates(database: Database): string[] {
  const checks: readonly (readonly [sentence: string, sql: string])[] = [
    [
      'has another state than its prediction',
      `SELECT 'item ' || ri.item_id || ' of run ' || ri.run_id AS what FROM run_items ri
       LEFT JOIN predictions p ON p.run_id = ri.run_id AND p.item_id = ri.item_id
       WHERE ri.state <> coalesce(p.state, 'pending')`,
    ],
    [
      'has another run or item than its prediction',
      `SELECT 'evaluation ' || e.id AS what FROM evaluations e JOIN predictions p ON p.id = e.prediction_id
       WHERE e.run_id <> p.run_id OR e.item_id <> p.item_id`,
    ],
    [
      'ended without a time, or has a time without having ended',
      `SELECT 'job ' || id AS what FROM jobs
       WHERE (state IN ('done', 'failed', 'cancelled')) <> (ended_at IS NOT NULL)`,
    ],
    [
      'has done more than there is to do',
      `SELECT 'job ' || id AS what FROM jobs WHERE total IS NOT NULL AND done + failed > total`,
    ],
  ];
  return checks.flatMap(([sentence, sql]) =>
    database
      .prepare<[], { what: string }>(sql)
      .all()
      .map(({ what }) => `${what} ${sentence}`),
  );
}

function checkRecipes(project: Project): string[] {
  const known = new Set(project.recipes.list().map((recipe) => recipe.hash));
  return project.runs
    .list()
    .filter((run) => !known.has(run.recipeHash))
    .map((run) => `run ${run.id} refers to recipe ${run.recipeHash}, which is not there`);
}

async function checkRasters(project: Project): Promise<string[]> {
  const problems: string[] = [];
  for (const raster of project.rasters.list()) {
    const problem = await checkFile(project.rasters.path(raster.id), raster);
    if (problem) problems.push(`raster ${problem}`);
  }
  return problems;
}

async function checkSources(project: Project, { digestOf }: VerifyOptions): Promise<string[]> {
  const problems: string[] = [];
  let page = project.items.factsAfter(0, pageSize);
  while (page.length > 0) {
    for (const asset of page) {
      const path = project.resolve(asset.path);
      const problem = await checkFile(
        containerPath(path).file,
        asset,
        digestOf && (() => digestOf(path, asset.role)),
      );
      if (problem) problems.push(`source ${problem}`);
    }
    page = project.items.factsAfter(page.at(-1)!.id, pageSize);
  }
  return problems;
}

async function checkFile(
  path: string,
  expected: { readonly sizeBytes: number; readonly sha256: string | null },
  digest: () => Promise<{ readonly sha256: string }> = () => digestOfFile(path),
): Promise<string | null> {
  if (!existsSync(path)) return `${path} is missing`;
  const sizeBytes = statSync(path).size;
  if (sizeBytes !== expected.sizeBytes) {
    return `${path} has another size: expected ${expected.sizeBytes} bytes, found ${sizeBytes}`;
  }
  // A file that was never used has no digest to compare with.
  if (expected.sha256 === null) return null;
  const { sha256 } = await digest();
  return sha256 === expected.sha256
    ? null
    : `${path} has another content: expected SHA-256 ${expected.sha256}, found ${sha256}`;
}

async function digestOfFile(path: string): Promise<{ readonly sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { sha256: hash.digest('hex') };
}
