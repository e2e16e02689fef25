import type { Command } from 'commander';
import { resolve } from 'node:path';
import { layoutNames } from '#domain/datasets/knownLayouts.ts';
import { parseBackgroundRule } from '#domain/ignore/parseBackgroundRule.ts';
import { formatBackgroundRule } from '#domain/ignore/formatBackgroundRule.ts';
import { folderBackground } from '#jobs/folderBackground.ts';
import type { Workspace } from '#jobs/Workspace.ts';
import { checkDraft } from '#jobs/doctor/checkJob.ts';
import { finished, withWorkspace } from '../openWorkspace.ts';
import { problemLines } from '../problemLines.ts';
import type { AddVerb, VerbContext } from '../Verb.ts';

interface ImportFlags {
  readonly output: string;
  readonly layout: string;
  readonly gtEncoding: readonly string[];
  readonly calib?: string;
  readonly check?: boolean;
  readonly background?: string;
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
    .option(
      '--background <rule>',
      'which pixels are background, such as black space, and what becomes of them: dark[:level=8,connected=yes,convex=no,treat=leave-out|apart,limb=5] or masks:folder=F[,marks=body]; see fathom background',
    )
    .option(
      '--check',
      'also reads every file whole and examines the pixels: left and right exchanged, empty, constant, inverse, another unit, duplicates',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  fathom import ~/data/kitti2015 -o kitti.fathom\n  fathom import ~/data/kitti2015 -o kitti.fathom --check\n  fathom import ~/frames -o frames.fathom --layout parallel-folders --gt-encoding millimetres\n  fathom import ~/drive -o drive.fathom --gt-encoding disparity:kitti-disparity --gt-encoding depth:millimetres',
    )
    .action((root: string, flags: ImportFlags, self: Command) =>
      run(self, (context) =>
        withWorkspace(context, async (workspace) => {
          const startedAt = performance.now();
          const background = flags.background === undefined ? null : parseBackgroundRule(flags.background);
          const job = await workspace.importDataset({
            root: resolve(root),
            output: resolve(flags.output),
            layout: flags.layout,
            groundTruthEncoding: flags.gtEncoding.length === 0 ? null : flags.gtEncoding.join('; '),
            calibration: flags.calib === undefined ? null : resolve(flags.calib),
          });
          await finished(workspace, job, context.signal);
          const { project } = workspace;
          if (flags.check) await finished(workspace, workspace.queue.add(checkDraft(null)), context.signal);
          const [first] = project.roots.list();
          if (background !== null) workspace.edits.setBackground(first!.id, background);
          else if (first!.background === null) await tellOfBackground(workspace, context);
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
              problems: project.problems.kinds(),
              elapsedMs: performance.now() - startedAt,
            },
            [
              `${flags.output}: ${items} items (layout ${layout}), ${rejected.length} rejected, ${doubtful.length} doubtful`,
              ...problems.map((p) => `${p.severity}: ${p.tag}: ${p.message}`),
              ...problemLines(project.problems.kinds()),
            ],
          );
          return rejected.length > 0 ? 1 : 0;
        }),
      ),
    );
};

/** Space around a body is no far background: where pictures look like that, it is said how to leave it out. */
async function tellOfBackground({ project, pool }: Workspace, context: VerbContext): Promise<void> {
  const { proposal } = await folderBackground(
    { project, pool, signal: context.signal },
    project.roots.list()[0]!.id,
  );
  if (proposal === null) return;
  const rule = formatBackgroundRule(proposal.rule);
  context.terminal.note(
    `black background: ${proposal.reason}; left out by: fathom background ${project.path} --set ${rule}`,
  );
}
