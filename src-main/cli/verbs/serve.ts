import type { Command } from 'commander';
import { homedir } from 'node:os';
import { createBackend } from '../../shell/createBackend.ts';
import { hasDisplay, openBrowser } from '../../shell/server/openBrowser.ts';
import { startServer } from '../../shell/server/startServer.ts';
import { ensureBuilt } from '../../shell/starter/ensureBuilt.ts';
import { integerFrom, repeated } from '../options.ts';
import type { AddVerb, ExitStatus, VerbContext } from '../Verb.ts';

export interface ServeFlags {
  readonly port: number;
  /** `--no-open` sets it to false. */
  readonly open: boolean;
  readonly root?: readonly string[];
  /** Opens the sample project when no project is given. */
  readonly sample?: boolean;
}

/** `fathom serve [P.fathom]`: the studio in a browser, on the loopback interface only. */
export const addServe: AddVerb = (program, run) => {
  program
    .command('serve')
    .description('serves the studio to a browser on this machine')
    .argument('[project]', 'project file to open')
    .option('--port <n>', 'port; 0 = any free one', integerFrom(0, 65_535), 0)
    .option('--no-open', 'do not open the browser, only print the address')
    .option(
      '--root <folder>',
      'folder that the studio may look into; repeatable (default: home and the current folder)',
      repeated,
    )
    .option('--sample', 'open the sample project when no project is given')
    .addHelpText(
      'after',
      '\nExamples:\n  fathom serve kitti.fathom --port 7000 --no-open\n  fathom serve --root /data',
    )
    .action((project: string | undefined, flags: ServeFlags, self: Command) =>
      run(self, (context) => serve(project ?? null, flags, context)),
    );
};

/** Serves until Ctrl-C. */
export async function serve(
  project: string | null,
  flags: ServeFlags,
  context: VerbContext,
): Promise<ExitStatus> {
  await ensureBuilt(context.folders.root, (line) => context.terminal.note(line));
  const backend = await createBackend({
    folders: context.folders,
    host: 'browser',
    roots: flags.root ?? [homedir(), process.cwd()],
    project: project ?? (flags.sample === true ? 'sample' : null),
    threads: context.threads,
  });
  const server = await startServer(backend.handler, flags.port);
  context.terminal.answer({ address: server.address }, [`Fathom is at ${server.address}`, 'Ctrl-C ends it.']);
  if (flags.open && hasDisplay()) await openBrowser(server.address, (line) => context.terminal.note(line));
  await new Promise<void>((resolve) => {
    context.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
  await backend.close();
  return 0;
}
