import type { Command } from 'commander';
import { basename, resolve } from 'node:path';
import { unpackBundle } from '#jobs/bundle/unpackBundle.ts';
import { Project } from '#project/Project.ts';
import type { AddVerb } from '../Verb.ts';

/** `fathom unbundle B.zip -o FOLDER`: unpacks a bundle into a folder of its own. */
export const addUnbundle: AddVerb = (program, run) => {
  program
    .command('unbundle')
    .description(
      'unpacks a bundle into a folder of its own; what leads out of it or is compressed is refused',
    )
    .argument('<bundle>', 'zip written by `fathom bundle` or the studio')
    .option('-o, --output <folder>', 'folder to make (default: the bundle’s name)')
    .addHelpText('after', '\nExample:\n  fathom unbundle hard.zip -o hard && fathom open hard/project.fathom')
    .action((bundle: string, flags: { readonly output?: string }, self: Command) =>
      run(self, async ({ terminal, signal }) => {
        const folder = resolve(flags.output ?? basename(bundle).replace(/\.zip$/i, ''));
        const path = await unpackBundle(resolve(bundle), folder, signal);
        const project = Project.open(path, { readOnly: true });
        try {
          const items = project.items.count();
          terminal.answer({ project: path, items }, [`${path}: ${items} items`]);
          return 0;
        } finally {
          project.close();
        }
      }),
    );
};
