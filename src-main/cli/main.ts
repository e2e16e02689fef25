/* The command line: every verb of the studio without a window. */
import { Command, CommanderError } from 'commander';
import { isAbortError, isStudioError } from '#domain/errors.ts';
import { appFolders } from '../shell/appFolders.ts';
import { integerFrom } from './options.ts';
import { Terminal } from './Terminal.ts';
import type { AddVerb, ExitStatus, RunVerb } from './Verb.ts';

/** Each is loaded when it is asked for: together they are half a second's reading. */
const verbs: Readonly<Record<string, () => Promise<AddVerb>>> = {
  import: async () => (await import('./verbs/import.ts')).addImport,
  'import-predictions': async () => (await import('./verbs/importPredictions.ts')).addImportPredictions,
  run: async () => (await import('./verbs/run.ts')).addRun,
  stereo: async () => (await import('./verbs/stereo.ts')).addStereo,
  predict: async () => (await import('./verbs/predict.ts')).addPredict,
  models: async () => (await import('./verbs/models.ts')).addModels,
  evaluate: async () => (await import('./verbs/evaluate.ts')).addEvaluate,
  convert: async () => (await import('./verbs/convert.ts')).addConvert,
  compare: async () => (await import('./verbs/compare.ts')).addCompare,
  regions: async () => (await import('./verbs/regions.ts')).addRegions,
  report: async () => (await import('./verbs/report.ts')).addReport,
  annotations: async () => (await import('./verbs/annotations.ts')).addAnnotations,
  verify: async () => (await import('./verbs/verify.ts')).addVerify,
  background: async () => (await import('./verbs/background.ts')).addBackground,
  relocate: async () => (await import('./verbs/relocate.ts')).addRelocate,
  bundle: async () => (await import('./verbs/bundle.ts')).addBundle,
  unbundle: async () => (await import('./verbs/unbundle.ts')).addUnbundle,
  doctor: async () => (await import('./verbs/doctor.ts')).addDoctor,
  serve: async () => (await import('./verbs/serve.ts')).addServe,
  open: async () => (await import('./verbs/open.ts')).addOpen,
};

interface GlobalOptions {
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly config?: string;
  readonly threads?: number;
}

async function main(): Promise<void> {
  const program = new Command('fathom');
  program
    .description('Finds out where and why depth estimation fails.')
    .version(appFolders().version)
    .showHelpAfterError('(fathom VERB --help shows what a verb takes)')
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, 'fathom: InvalidOption: ')),
    })
    .exitOverride();
  const [asked = ''] = process.argv.slice(2);
  const needed = Object.hasOwn(verbs, asked) ? [asked] : Object.keys(verbs);
  for (const name of needed) (await verbs[name]!())(program, runVerb);
  for (const command of allCommands(program)) {
    command
      .option('--json', 'one JSON document on stdout, everything else on stderr')
      .option('-v, --verbose', 'more detail on stderr')
      .option('--config <file>', 'settings file instead of the usual one')
      .option('-j, --threads <n>', 'worker threads (default: the number of cores)', integerFrom(1, 256))
      .exitOverride();
  }
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = usageStatus(error);
  }
}

/** Commands that do something, also those below another (`annotations export`). */
function allCommands(program: Command): Command[] {
  return program.commands.flatMap((c) => (c.commands.length > 0 ? allCommands(c) : [c]));
}

/** Commander has already said on stderr what was wrong with the command line; stdout gets its document. */
function usageStatus(error: unknown): ExitStatus {
  if (!(error instanceof CommanderError)) throw error;
  if (error.exitCode === 0) return 0;
  if (process.argv.includes('--json')) {
    const message =
      error.code === 'commander.help' ? 'a verb is missing' : error.message.replace(/^error: /, '');
    const fields = { found: process.argv.slice(2).join(' ') };
    process.stdout.write(`${JSON.stringify({ error: { tag: 'InvalidOption', message, fields } })}\n`);
  }
  return 2;
}

const runVerb: RunVerb = async (command, work) => {
  const options = command.opts<GlobalOptions>();
  const terminal = new Terminal({ json: options.json === true, verbose: options.verbose === true });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  try {
    process.exitCode = await work({
      terminal,
      folders: appFolders(options.config),
      signal: stop.signal,
      threads: options.threads ?? null,
    });
  } catch (error) {
    process.exitCode = reportFailure(terminal, error);
  }
};

function reportFailure(terminal: Terminal, error: unknown): ExitStatus {
  if (isAbortError(error)) {
    const message = 'stopped; the same command goes on where this one was';
    terminal.error({ tag: 'Interrupted', message, fields: {} });
    return 130;
  }
  if (isStudioError(error)) {
    terminal.error(error);
    return error.tag === 'CannotStart' ? 3 : 2;
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.error({ tag: 'Bug', message: `this is our fault: ${message}`, fields: {} });
  return 2;
}

await main();
