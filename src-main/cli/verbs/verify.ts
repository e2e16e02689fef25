import type { Command } from 'commander';
import { contentDigest } from '#frames/contentDigest.ts';
import { Project } from '#project/Project.ts';
import { problemLines } from '../problemLines.ts';
import type { AddVerb } from '../Verb.ts';

/** `fathom verify P.fathom`: checks the database, the derived rasters and the source files; changes nothing. */
export const addVerify: AddVerb = (program, run) => {
  program
    .command('verify')
    .description('checks a project: database, derived rasters, source files; changes nothing')
    .argument('<project>', 'project file')
    .addHelpText('after', '\nExample:\n  fathom verify kitti.fathom --json')
    .action((path: string, _flags: object, self: Command) =>
      run(self, async ({ terminal }) => {
        const project = Project.open(path, { readOnly: true });
        try {
          const answer = await project.verify({ digestOf: contentDigest });
          const files = project.problems.kinds();
          terminal.answer(answer, [
            ...(answer.ok
              ? [`${path}: whole`]
              : [`${path}: ${answer.problems.length} problems`, ...answer.problems]),
            ...problemLines(files),
          ]);
          return answer.ok ? 0 : 1;
        } finally {
          project.close();
        }
      }),
    );
};
