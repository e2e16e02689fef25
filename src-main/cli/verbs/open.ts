import type { Command } from 'commander';
import { join } from 'node:path';
import { hasDisplay } from '../../shell/server/openBrowser.ts';
import { findOrFetchElectron } from '../../shell/starter/electronBinary.ts';
import { ensureBuilt } from '../../shell/starter/ensureBuilt.ts';
import { launchElectron } from '../../shell/starter/launchElectron.ts';
import type { AddVerb, ExitStatus, VerbContext } from '../Verb.ts';
import { serve } from './serve.ts';

const fetchWithinMs = 20_000;
const readyWithinMs = 20_000;

/** `fathom open [P.fathom]`: the studio in Electron where that works, else in the browser; says which and why. */
export const addOpen: AddVerb = (program, run) => {
  program
    .command('open')
    .description('opens the studio: in Electron, else in the browser; without a project, the sample')
    .argument('[project]', 'project file to open')
    .addHelpText('after', '\nExamples:\n  fathom open\n  fathom open kitti.fathom')
    .action((project: string | undefined, _flags: object, self: Command) =>
      run(self, (context) => openStudio(project ?? null, context)),
    );
};

async function openStudio(project: string | null, context: VerbContext): Promise<ExitStatus> {
  const status = await tryElectron(project, context);
  if (status !== null) return status;
  return serve(project, { port: 0, open: true, sample: true }, context);
}

/** The exit status once the user has closed Electron's window, or null where the browser must do. */
async function tryElectron(
  project: string | null,
  { terminal, folders }: VerbContext,
): Promise<ExitStatus | null> {
  if (!hasDisplay()) {
    terminal.note('Starting in the browser host: there is no display for a window (DISPLAY is not set).');
    return null;
  }
  const found = await findOrFetchElectron(folders.root, fetchWithinMs);
  if (found.binary === null) {
    terminal.note(`Starting in the browser: Electron is not there, ${found.why}.`);
    return null;
  }
  await ensureBuilt(folders.root, (line) => terminal.note(line));
  const launched = await launchElectron({
    binary: found.binary,
    root: folders.root,
    args: [project ?? 'sample'],
    env: { FATHOM_CONFIG: folders.settingsFile },
    logFolder: join(folders.userData, 'logs'),
    readyWithinMs,
  });
  if (!launched.started) {
    terminal.note(`Starting in the browser: ${launched.why}; its log is ${launched.logFile}.`);
    return null;
  }
  terminal.note('Fathom runs in Electron.');
  return (await launched.ended) === 0 ? 0 : 1;
}
