import type { Command } from 'commander';
import { resolve } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import { startRun } from '#jobs/startRun.ts';
import type { Workspace } from '#jobs/Workspace.ts';
import type { Project } from '#project/Project.ts';
import { finished, withWorkspace } from '../openWorkspace.ts';
import { repeated } from '../options.ts';
import type { AddVerb, VerbContext } from '../Verb.ts';

interface RunFlags {
  readonly method: readonly string[];
  readonly frames?: string;
  readonly resume?: boolean;
}

interface RunAnswer {
  readonly id: number;
  readonly method: string;
  readonly done: number;
  readonly failed: readonly { readonly item: string; readonly tag: string; readonly message: string }[];
  readonly skipped: number;
  readonly elapsedMs: number;
  readonly itemsPerSecond: number | null;
}

/** `fathom run P.fathom --method SPEC…`: runs methods on items, compares them and finds failure regions. */
export const addRun: AddVerb = (program, run) => {
  program
    .command('run')
    .description('runs methods on the items, compares with ground truth and finds failure regions')
    .argument('<project>', 'project file')
    .requiredOption(
      '--method <spec>',
      'sgbm, block, global, or with options sgbm:mode=hh,numDisparities=128,leftRightMaxDiff=1 (docs/matchers.md); a network’s id or .onnx file; repeatable',
      repeated,
    )
    .option('--frames <list>', 'names of items, separated by commas (default: all)')
    .option('--resume', 'go on where an earlier run of the same method stopped (this is also the default)')
    .addHelpText(
      'after',
      '\nExamples:\n  fathom run kitti.fathom --method sgbm\n  fathom run kitti.fathom --method sgbm:mode=hh,numDisparities=192 --frames 000000_10\n  fathom run kitti.fathom --method block:cost=census --method global',
    )
    .action((path: string, flags: RunFlags, self: Command) =>
      run(self, (context) =>
        withWorkspace(context, async (workspace) => {
          await workspace.openProject(resolve(path));
          const itemIds =
            flags.frames === undefined ? null : itemsNamed(workspace.project, flags.frames.split(','));
          const runs: RunAnswer[] = [];
          for (const method of flags.method) runs.push(await runMethod(workspace, method, itemIds, context));
          context.terminal.answer({ runs }, runs.flatMap(runLines));
          return runs.some((r) => r.failed.length > 0) ? 1 : 0;
        }),
      ),
    );
};

async function runMethod(
  workspace: Workspace,
  method: string,
  itemIds: readonly number[] | null,
  { signal }: VerbContext,
): Promise<RunAnswer> {
  const { project, queue, inference } = workspace;
  const startedAt = performance.now();
  const { run, job } = startRun(
    project,
    (draft) => queue.add(draft),
    { method, itemIds },
    inference?.models ?? null,
  );
  const skipped = run.done;
  await finished(workspace, job, signal);
  const elapsedMs = performance.now() - startedAt;
  const after = project.runs.get(run.id);
  const failed = project.runs.itemIds(run.id).flatMap((itemId) => {
    const prediction = project.predictions.of(run.id, itemId);
    const error = prediction?.error ?? project.evaluations.of(run.id, itemId).error;
    return error === null
      ? []
      : [{ item: project.items.get(itemId).name, tag: error.tag, message: error.message }];
  });
  const fresh = after.done - skipped;
  return {
    id: run.id,
    method: after.method.spec,
    done: after.done,
    failed,
    skipped,
    elapsedMs,
    itemsPerSecond: fresh > 0 ? fresh / (elapsedMs / 1000) : null,
  };
}

function itemsNamed(project: Project, names: readonly string[]): number[] {
  const idByName = new Map(project.items.ids().map((id) => [project.items.get(id).name, id]));
  return names.map((name) => {
    const id = idByName.get(name.trim());
    if (id !== undefined) return id;
    throw new StudioError('NotFound', `${project.path} has no item named ${name.trim()}`, {
      item: name.trim(),
    });
  });
}

function runLines(run: RunAnswer): string[] {
  const speed = run.itemsPerSecond === null ? '' : `, ${run.itemsPerSecond.toFixed(2)} items/s`;
  return [
    `${run.method}: ${run.done} done (${run.skipped} of them before), ${run.failed.length} failed${speed}`,
    ...run.failed.map((f) => `failed: ${f.item}: ${f.tag}: ${f.message}`),
  ];
}
