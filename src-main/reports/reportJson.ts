import type { ReportModel } from './ReportModel.ts';

/** The report as JSON, in full precision. Pictures are left out; what they show (crop, ranges) is there. */
export function reportJson(model: ReportModel): string {
  const regions = model.regions.map(({ panes, ...region }) => ({
    ...region,
    panes: panes.map(({ title, note, colours }) => ({ title, note, colours })),
  }));
  return `${JSON.stringify({ format: 'fathom-report', version: 1, ...model, regions }, null, 2)}\n`;
}
