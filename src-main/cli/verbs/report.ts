import type { Command } from 'commander';
import { extname } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import { Project } from '#project/Project.ts';
import { buildReport, type ReportModel } from '#reports/buildReport.ts';
import { reportCsv } from '#reports/reportCsv.ts';
import { reportHtml } from '#reports/reportHtml.ts';
import { reportJson } from '#reports/reportJson.ts';
import { integerFrom, repeated } from '../options.ts';
import type { AddVerb } from '../Verb.ts';
import { writeOutput } from '../writeOutput.ts';

interface ReportFlags {
  readonly output: readonly string[];
  readonly run?: number;
}

const writers: Readonly<Record<string, (model: ReportModel) => string>> = {
  '.html': reportHtml,
  '.json': reportJson,
  '.csv': reportCsv,
};

/** `fathom report P.fathom -o OUT.html`: the report of one run, as HTML, JSON or CSV by the file's extension. */
export const addReport: AddVerb = (program, run) => {
  program
    .command('report')
    .description('writes the report of a run: one self-contained HTML file, JSON or CSV')
    .argument('<project>', 'project file')
    .requiredOption('-o, --output <file>', '.html, .json or .csv; repeatable', repeated)
    .option('--run <id>', 'of this run (default: the newest)', integerFrom(1))
    .addHelpText('after', '\nExample:\n  fathom report kitti.fathom -o kitti.html -o kitti.csv')
    .action((path: string, flags: ReportFlags, self: Command) =>
      run(self, async ({ terminal }) => {
        const startedAt = performance.now();
        for (const file of flags.output) writerOf(file);
        const project = Project.open(path, { readOnly: true });
        try {
          const model = await buildReport(project, flags.run ?? newestRun(project));
          for (const file of flags.output) await writeOutput(file, writerOf(file)(model));
          const elapsedMs = performance.now() - startedAt;
          terminal.answer({ files: flags.output, elapsedMs }, flags.output);
          return 0;
        } finally {
          project.close();
        }
      }),
    );
};

function writerOf(file: string): (model: ReportModel) => string {
  const writer = writers[extname(file).toLowerCase()];
  if (writer !== undefined) return writer;
  const expected = Object.keys(writers).join(', ');
  throw new StudioError('InvalidOption', `${file}: reports are written as ${expected}`, {
    file,
    expected,
    found: extname(file),
  });
}

function newestRun(project: Project): number {
  const run = project.runs.list()[0];
  if (run !== undefined) return run.id;
  throw new StudioError('NotFound', `${project.path} has no run yet; make one with fathom run`, {
    file: project.path,
  });
}
