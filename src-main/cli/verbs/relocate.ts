import type { Command } from 'commander';
import { resolve } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import { relocateRoot } from '#jobs/roots.ts';
import { Project } from '#project/Project.ts';
import type { AddVerb } from '../Verb.ts';

/** `fathom relocate P.fathom FOLDER`: says where a dataset that has moved is now. */
export const addRelocate: AddVerb = (program, run) => {
  program
    .command('relocate')
    .description(
      'says where the folder of a dataset is now; results stay, files are compared when they are used',
    )
    .argument('<project>', 'project file')
    .argument('<folder>', 'where the folder is now')
    .option('--from <folder>', 'which of the project’s folders has moved (default: the one that is missing)')
    .addHelpText('after', '\nExample:\n  fathom relocate kitti.fathom /mnt/new/kitti2015')
    .action((path: string, folder: string, flags: { readonly from?: string }, self: Command) =>
      run(self, ({ terminal }) => {
        const project = Project.open(resolve(path));
        try {
          const rootId = movedRoot(project, flags.from);
          const { root, found, lookedFor } = relocateRoot(project, rootId, resolve(folder));
          const line = `${path}: its folder is ${root.path} now; ${found} of ${lookedFor} files looked for are there`;
          terminal.answer({ root: root.path, found, lookedFor }, [line]);
          return Promise.resolve(found < lookedFor ? 1 : 0);
        } finally {
          project.close();
        }
      }),
    );
};

/** @throws InvalidOption where the question is open */
function movedRoot(project: Project, from: string | undefined): number {
  const roots = project.roots.list();
  if (from !== undefined) {
    const named = project.roots.byPath(project.relative(resolve(from)));
    if (named) return named.id;
    throw new StudioError('InvalidOption', `${from} is no folder of ${project.path}`, {
      option: 'from',
      expected: roots.map((root) => project.absolute(root.path)).join(', '),
      found: from,
    });
  }
  if (roots.length === 1) return roots[0]!.id;
  const missing = roots.filter((root) => !project.isThere(root.path));
  if (missing.length === 1) return missing[0]!.id;
  throw new StudioError(
    'InvalidOption',
    `${project.path} has ${roots.length} folders; name one with --from`,
    {
      option: 'from',
      expected: roots.map((root) => project.absolute(root.path)).join(', '),
      found: null,
    },
  );
}
