import type { Command } from 'commander';
import { resolve } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import { type GivenConfidence, startPredictionImport } from '#jobs/importPredictionsJob.ts';
import { finished, withWorkspace } from '../openWorkspace.ts';
import type { AddVerb } from '../Verb.ts';

interface ImportPredictionsFlags {
  readonly method: string;
  readonly encoding: string;
  readonly confidence?: string;
  readonly uncertainty?: string;
}

/** @throws InvalidOption where both are given */
function confidenceOf({ confidence, uncertainty }: ImportPredictionsFlags): GivenConfidence | null {
  if (confidence !== undefined && uncertainty !== undefined) {
    throw new StudioError(
      'InvalidOption',
      '--confidence and --uncertainty say the same of a method: give one',
      {
        ...{ option: '--confidence', expected: 'one of them', found: 'both' },
      },
    );
  }
  const folder = confidence ?? uncertainty;
  if (folder === undefined) return null;
  return { folder: resolve(folder), larger: confidence === undefined ? 'less-sure' : 'surer' };
}

/** `fathom import-predictions P.fathom DIR`: maps made elsewhere become a method like any other. */
export const addImportPredictions: AddVerb = (program, run) => {
  program
    .command('import-predictions')
    .description('makes a folder of maps made elsewhere a method of the project, and judges it')
    .argument('<project>', 'project file')
    .argument('<folder>', 'folder of maps (.pfm .npy .npz .png .pgm), matched to items by name')
    .requiredOption('--method <name>', 'name under which the maps appear')
    .requiredOption(
      '--encoding <e>',
      'what their numbers mean: a name, or quantity=disparity,scale=1/256,invalid=0',
    )
    .option('--confidence <folder>', 'maps of how sure the method is, larger = surer, of the same names')
    .option('--uncertainty <folder>', 'the same where larger = less sure')
    .addHelpText(
      'after',
      '\nExample:\n  fathom import-predictions kitti.fathom ~/out/raft --method raft-stereo --encoding kitti-disparity',
    )
    .action((path: string, folder: string, flags: ImportPredictionsFlags, self: Command) =>
      run(self, (context) =>
        withWorkspace(context, async (workspace) => {
          await workspace.openProject(resolve(path));
          const { project, queue } = workspace;
          const request = {
            ...{ folder: resolve(folder), method: flags.method, encoding: flags.encoding },
            confidence: confidenceOf(flags),
          };
          const started = await startPredictionImport(project, (draft) => queue.add(draft), request);
          await finished(workspace, started.job, context.signal);
          const { matches } = started;
          const { done, failed, method } = project.runs.get(started.run.id);
          const unmatched = [...matches.unmatched, ...matches.ambiguous.flatMap((a) => a.files)];
          context.terminal.answer(
            { method: method.spec, matched: done, failed, missing: matches.missing, unmatched },
            [
              `${method.spec}: ${done} maps for ${project.items.count()} items, ${failed} failed`,
              ...unmatched.map((file) => `belongs to no item: ${file}`),
            ],
          );
          return failed > 0 || unmatched.length > 0 ? 1 : 0;
        }),
      ),
    );
};
