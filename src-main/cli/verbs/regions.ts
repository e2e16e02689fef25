import type { Command } from 'commander';
import type { RegionRecord } from '#domain/records.ts';
import { StudioError } from '#domain/errors.ts';
import { Project } from '#project/Project.ts';
import { integerFrom } from '../options.ts';
import { textTable } from '../Terminal.ts';
import type { AddVerb } from '../Verb.ts';

interface RegionsFlags {
  readonly run?: number;
  readonly frame?: string;
}

type RegionRow = RegionRecord & { readonly itemName: string; readonly runId: number };

const pageSize = 500;

/** `fathom regions P.fathom`: where the predictions fail, worst first. */
export const addRegions: AddVerb = (program, run) => {
  program
    .command('regions')
    .description('lists the failure regions, worst first')
    .argument('<project>', 'project file')
    .option('--run <id>', 'of this run only', integerFrom(1))
    .option('--frame <name>', 'of this item only')
    .addHelpText('after', '\nExample:\n  fathom regions kitti.fathom --frame 000000_10 --json')
    .action((path: string, flags: RegionsFlags, self: Command) =>
      run(self, ({ terminal }) => {
        const project = Project.open(path, { readOnly: true });
        try {
          const rows = regionRows(project, flags);
          const words = rows.map((r) => [
            String(r.rank),
            r.itemName,
            r.severity.toPrecision(3),
            String(r.areaPx),
            r.bbox.join(' '),
            r.stats.meanSsim?.toFixed(3) ?? '–',
            r.stats.meanAbsError?.toFixed(3) ?? '–',
          ]);
          terminal.answer({ regions: rows.map(regionAnswer) }, [
            ...textTable(['rank', 'frame', 'severity', 'px', 'x y w h', 'SSIM', '|error|'], words),
            `${rows.length} regions`,
          ]);
          return Promise.resolve(0 as const);
        } finally {
          project.close();
        }
      }),
    );
};

function regionRows(project: Project, { run, frame }: RegionsFlags): RegionRow[] {
  if (run !== undefined) project.runs.get(run);
  if (frame !== undefined && !project.items.ids().some((id) => project.items.get(id).name === frame)) {
    throw new StudioError('NotFound', `${project.path} has no item named ${frame}`, { item: frame });
  }
  const rows: RegionRow[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const page = project.evaluations.regionsPage({ runId: run ?? null, offset, limit: pageSize });
    rows.push(...page.rows.filter((row) => frame === undefined || row.itemName === frame));
    if (offset + pageSize >= page.total) return rows;
  }
}

function regionAnswer({ id, itemName, runId, rank, severity, areaPx, bbox, stats }: RegionRow): object {
  return { id, frame: itemName, run: runId, rank, severity, areaPx, bbox, mean: stats };
}
