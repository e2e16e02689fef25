import type { LayoutRecord } from '#domain/datasets/Layout.ts';
import { formatEncoding } from '#domain/datasets/parseEncoding.ts';
import { sampleCodes } from '#domain/rasters/sampleCodes.ts';
import type { Encoding } from '#domain/records.ts';

const columns = [
  ['Recognised by', 'recognisedBy'],
  ['Ground truth, unit, invalid values', 'groundTruth'],
  ['Calibration', 'calibration'],
  ['Masks and classes', 'masks'],
  ['Splits', 'splits'],
  ['Source', 'source'],
] as const;

/** The records as a table in Markdown, as docs/layouts.md has it. */
export function layoutTable(records: readonly LayoutRecord[]): string {
  const head = ['Layout', '`--layout`', ...columns.map(([title]) => title), 'Unverified'];
  const rows = records.map((record) => [
    record.label,
    `\`${record.name}\``,
    ...columns.map(([, key]) => record[key]),
    record.unverified.join('; ') || '–',
  ]);
  return markdownTable([head, ...rows]);
}

/** The named encodings spelled out, as docs/layouts.md has them. */
export function encodingTable(encodings: readonly Encoding[]): string {
  const rows = encodings.map((encoding) => [
    `\`${encoding.name}\``,
    `\`${formatEncoding({ ...encoding, name: 'custom' })}\``,
    encoding.code === undefined ? '–' : sampleCodes[encoding.code].title,
  ]);
  return markdownTable([['Name', 'Spelled out', 'Code'], ...rows]);
}

function markdownTable([head, ...rows]: readonly (readonly string[])[]): string {
  return [head!, head!.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}
