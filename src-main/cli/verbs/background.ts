import type { Command } from 'commander';
import { resolve } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import { describeBackground } from '#domain/ignore/describeBackground.ts';
import { formatBackgroundRule } from '#domain/ignore/formatBackgroundRule.ts';
import { parseBackgroundRule } from '#domain/ignore/parseBackgroundRule.ts';
import { folderBackground } from '#jobs/folderBackground.ts';
import type { Workspace } from '#jobs/Workspace.ts';
import { finished, withWorkspace } from '../openWorkspace.ts';
import type { AddVerb, ExitStatus } from '../Verb.ts';

interface BackgroundFlags {
  readonly set?: string;
  readonly folder?: string;
}

/** `fathom background P.fathom`: which pixels of a dataset are black space, and what becomes of them. */
export const addBackground: AddVerb = (program, run) => {
  program
    .command('background')
    .description(
      'says which pixels of a dataset’s pictures are background (black space), or keeps a rule for it',
    )
    .argument('<project>', 'project file')
    .option(
      '--set <rule>',
      'none, proposed, dark[:level=8,connected=yes,convex=no] or masks:folder=F[,marks=background|body]; also treat=leave-out|apart and limb=PX',
    )
    .option('--folder <folder>', 'which of the project’s folders (default: all)')
    .addHelpText(
      'after',
      '\nExamples:\n  fathom background moon.fathom\n  fathom background moon.fathom --set proposed\n  fathom background moon.fathom --set dark:level=12,convex=yes,treat=apart',
    )
    .action((path: string, flags: BackgroundFlags, self: Command) =>
      run(self, (context) =>
        withWorkspace(context, async (workspace): Promise<ExitStatus> => {
          await workspace.openProject(resolve(path));
          const given = flags.set === undefined || isWord(flags.set) ? null : parseBackgroundRule(flags.set);
          const folders = [];
          for (const root of foldersOf(workspace, flags.folder)) {
            const { project, pool } = workspace;
            const facts = await folderBackground({ project, pool, signal: context.signal }, root.id);
            if (flags.set !== undefined) {
              const rule = flags.set === 'none' ? null : (given ?? facts.proposal?.rule ?? null);
              workspace.edits.setBackground(root.id, rule);
            }
            const kept = project.roots.get(root.id).background;
            const { proposal } = facts;
            folders.push({
              path: project.absolute(root.path),
              rule: kept,
              proposal: proposal && formatBackgroundRule(proposal.rule),
              reason: proposal?.reason ?? null,
            });
          }
          const job = workspace.edits.evaluateNow();
          if (job !== null) await finished(workspace, job, context.signal);
          context.terminal.answer(
            { folders },
            folders.flatMap(({ path: folder, rule, proposal, reason }) => [
              `${folder}: ${rule === null ? 'no background is told apart' : describeBackground(parseBackgroundRule(rule))}`,
              ...(reason !== null && proposal !== rule ? [`  proposed: ${proposal} (${reason})`] : []),
            ]),
          );
          return 0;
        }),
      ),
    );
};

function isWord(text: string): boolean {
  return text === 'none' || text === 'proposed';
}

/** @throws InvalidOption where the project has no such folder */
function foldersOf(
  { project }: Workspace,
  folder: string | undefined,
): ReturnType<typeof project.roots.list> {
  const roots = project.roots.list();
  if (folder === undefined) return roots;
  const named = project.roots.byPath(project.relative(resolve(folder)));
  if (named) return [named];
  const expected = roots.map((root) => project.absolute(root.path)).join(', ');
  throw new StudioError('InvalidOption', `${folder} is no folder of ${project.path}`, {
    option: 'folder',
    expected,
    found: folder,
  });
}
