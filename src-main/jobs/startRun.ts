import { StudioError } from '#domain/errors.ts';
import { formatMethodSpec } from '#domain/methods/formatMethodSpec.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import { recordedOptions } from '#domain/methods/recordedOptions.ts';
import type { JobRecord, RunRecord } from '#domain/records.ts';
import type { ModelStore } from '#inference/ModelStore.ts';
import type { Project } from '#project/Project.ts';
import type { JobDraft } from './JobContext.ts';
import { recipeForNetwork } from './recipeForNetwork.ts';

export interface RunRequest {
  /** As on the command line: `sgbm:mode=hh`. */
  readonly method: string;
  /** Null = every item that was not left out. */
  readonly itemIds: readonly number[] | null;
}

export interface StartedRun {
  readonly run: RunRecord;
  readonly job: JobRecord;
}

/**
 * Queues a job that predicts, evaluates and finds regions. A run of the same method goes on: items that are done stay,
 * failed ones are tried again, new ones are added.
 *
 * @param models  where a network is looked up before anything is queued; null = not at all
 * @throws InvalidOption (method), ModelMissing, InvalidManifest (network), NotFound (item)
 */
export function startRun(
  project: Project,
  add: (draft: JobDraft) => JobRecord,
  request: RunRequest,
  models: ModelStore | null = null,
): StartedRun {
  const method = parseMethodSpec(request.method);
  const network = method.kind === 'network' ? models?.get(method.model) : undefined;
  const spec = formatMethodSpec(method);
  for (const id of request.itemIds ?? []) project.items.get(id);
  const itemIds = request.itemIds ?? project.items.idsInUse();
  if (network) recipeForNetwork(project, network.manifest.output.quantity);
  const runId = runOf(project, { spec, kind: method.kind, options: recordedOptions(method) }, itemIds);
  const job = add({ kind: 'run', title: `Run ${spec}`, payload: { runId }, runId });
  return { run: project.runs.get(runId), job };
}

/** The id of the method's run with these items in it. */
export function runOf(
  project: Project,
  method: Omit<RunRecord['method'], 'id'>,
  itemIds: readonly number[],
): number {
  const known = project.runs.bySpec(method.spec);
  if (known === null) {
    return project.runs.create({ method, recipeHash: recipeInForce(project).hash, itemIds }).id;
  }
  if (known.method.kind !== method.kind) {
    throw new StudioError(
      'InvalidOption',
      `the name ${method.spec} belongs to a method of kind ${known.method.kind}; choose another`,
      { option: 'method', found: method.spec },
    );
  }
  project.runs.addItems(known.id, itemIds);
  project.runs.retryFailed(known.id);
  return known.id;
}

/** @throws NotFound in a project made without a recipe. */
export function recipeInForce(project: Project): NonNullable<ReturnType<Project['recipes']['inForce']>> {
  const recipe = project.recipes.inForce();
  if (recipe) return recipe;
  throw new StudioError('NotFound', `${project.path} has no recipe in force`, { file: project.path });
}
