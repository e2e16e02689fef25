import type { Command } from 'commander';
import { resolve } from 'node:path';
import { layoutNames } from '#domain/datasets/knownLayouts.ts';
import { finished, withWorkspace } from '../openWorkspace.ts';
import type { AddVerb } from '../Verb.ts';

interface ImportFlags {
  readonly output: string;
  readonly layout: string;
  readonly gtEncoding: readonly string[];
  readonly calib?: string;
}

/** `fathom import ROOT -o P.fathom`: finds items, pairs and calibration, and writes the project. */
export const addImport: AddVerb = (program, run) => {
  program
    .command('import')
    .description('finds the items of a dataset and writes a project; the data stays where and as it is')
    .argument('<root>', 'the dataset’s folder')
    .requiredOption('-o, --output <project>', 'project file to make, or to bring up to date')
    .option('--layout <name>', `auto, or one of ${layoutNames.join(', ')}`, 'auto')
    .option(
      '--gt-encoding <e>',
      'what the ground truth’s numbers mean: a name, or quantity=disparity,scale=1/256,invalid=0; for one layer of several, LAYER:E (depth:tum, kitti-2015/disparity:pixels); may be repeated',
      (each: string, before: readonly string[]) => [...before, each],
      [],
    )
    .option(
      '--calib <file>',
      'calibration that holds for every item, instead of what the dataset brings; of OpenCV’s or ROS’s two files either one, the other is found beside it',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  fathom import ~/data/kitti2015 -o kitti.fathom\n  fathom import ~/frames -o frames.fathom --layout parallel-folders --gt-encoding millimetres\n  fathom import ~/drive -o drive.fathom --gt-encoding disparity:kitti-disparity --gt-encoding depth:millimetres',
    )
    .action((root: string, flags: ImportFlags, self: Command) =>
      run(self, (context) =>
        withWorkspace(context, async (workspace) => {
          const startedAt = performance.now();
          const job = await workspace.importDataset({
            root: resolve(root),
            output: resolve(flags.output),
            layout: flags.layout,
            groundTruthEncoding: flags.gtEncoding.length === 0 ? null : flags.gtEncoding.join('; '),
            calibration: flags.calib === undefined ? null : resolve(flags.calib),
          });
          await finished(workspace, job, context.signal);
          const { project } = workspace;
          const problems = project.problems.list();
          const rejected = problems.filter((p) => p.severity === 'rejected');
          const doubtful = problems.filter((p) => p.severity === 'doubtful');
          const listed = ({ file, tag, message }: (typeof problems)[number]): object => ({
            file,
            tag,
            message,
          });
          const items = project.items.count();
          const { layout } = project.meta;
          context.terminal.answer(
            {
              project: project.path,
              layout,
              items,
              rejected: rejected.map(listed),
              doubtful: doubtful.map(listed),
              elapsedMs: performance.now() - startedAt,
            },
            [
              `${flags.output}: ${items} items (layout ${layout}), ${rejected.length} rejected, ${doubtful.length} doubtful`,
              ...problems.map((p) => `${p.severity}: ${p.tag}: ${p.message}`),
            ],
          );
          return rejected.length > 0 ? 1 : 0;
        }),
      ),
    );
};
