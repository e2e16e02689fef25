import type { Command } from 'commander';
import { resolve } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import { itemStates, parseItemFilter } from '#domain/items/ItemFilter.ts';
import { bundleDraft } from '#jobs/bundle/bundleJob.ts';
import type { Project } from '#project/Project.ts';
import { finished, withWorkspace } from '../openWorkspace.ts';
import { repeated } from '../options.ts';
import type { AddVerb, ExitStatus } from '../Verb.ts';

interface BundleFlags {
  readonly output: string;
  readonly frames?: string;
  readonly name?: string;
  readonly tag?: readonly string[];
  readonly split?: string;
  readonly state?: string;
  readonly saved?: string;
  readonly files: boolean;
  readonly results: boolean;
}

/** `fathom bundle P.fathom -o B.zip`: items with their files and results as one file for another machine. */
export const addBundle: AddVerb = (program, run) => {
  program
    .command('bundle')
    .description(
      'writes items with their files and results as one zip, which `fathom unbundle` opens elsewhere',
    )
    .argument('<project>', 'project file')
    .requiredOption('-o, --output <zip>', 'file to write')
    .option('--frames <list>', 'names of items, separated by commas (default: all)')
    .option('--name <part>', 'items with this in their name')
    .option('--tag <tag>', 'items with this tag; repeatable', repeated)
    .option('--split <split>', 'items of this split')
    .option('--state <state>', `${itemStates.join(', ')}: of the newest run`)
    .option('--saved <name>', 'a filter that was saved in the studio')
    .option('--no-files', 'leave out the dataset’s files; `fathom relocate` says where they are elsewhere')
    .option('--no-results', 'leave out runs with their maps, metrics and regions')
    .addHelpText(
      'after',
      '\nExamples:\n  fathom bundle kitti.fathom -o hard.zip --tag hard\n  fathom bundle kitti.fathom -o two.zip --frames 000000_10,000003_10',
    )
    .action((path: string, flags: BundleFlags, self: Command) =>
      run(self, (context) =>
        withWorkspace<ExitStatus>(context, async (workspace) => {
          await workspace.openProject(resolve(path));
          const itemIds = chosenItems(workspace.project, flags);
          const output = resolve(flags.output);
          await finished(
            workspace,
            workspace.queue.add(bundleDraft(output, itemIds, { files: flags.files, results: flags.results })),
            context.signal,
          );
          context.terminal.answer({ bundle: output, items: itemIds.length }, [
            `${output}: ${itemIds.length} items`,
          ]);
          return 0;
        }),
      ),
    );
};

/** @throws NotFound (an item or filter of that name), BadRequest (state) */
function chosenItems(project: Project, flags: BundleFlags): readonly number[] {
  if (flags.frames !== undefined)
    return flags.frames.split(',').map((name) => itemNamed(project, name.trim()));
  const run = project.runs.list()[0]?.id ?? null;
  if (flags.saved !== undefined) {
    const saved = project.filters.list().find(({ name }) => name === flags.saved);
    if (saved) return project.items.idsOf(saved.filter, run);
    throw new StudioError('NotFound', `${project.path} has no filter named ${flags.saved}`, {
      name: flags.saved,
    });
  }
  const { name = '', tag: tags = [], split = null, state = null } = flags;
  return project.items.idsOf(parseItemFilter({ name, tags, split, state }), run);
}

function itemNamed(project: Project, name: string): number {
  const item = project.items.byName(name);
  if (item) return item.id;
  throw new StudioError('NotFound', `${project.path} has no item named ${name}`, { item: name });
}
