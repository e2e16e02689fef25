import { causeOf, type ExportedRegion } from '#domain/regions/regionsCoco.ts';
import { regionSentence } from '#domain/regions/regionSentence.ts';
import { csvLine } from './csvLine.ts';

const columns = [
  'id',
  'run',
  'method',
  'item',
  'rank',
  'severity',
  'wrong',
  'large',
  'sure',
  'area_px',
  'x',
  'y',
  'width',
  'height',
  'cause',
  'score',
  'other_causes',
  'direction',
  'error_percent',
  'error_m',
  'truth_m',
  'predicted_m',
  'error_sum',
  'suspicion',
  'review',
  'note',
  'tags',
  'sentence',
];

/** One line per region. */
export function regionsCsv(regions: readonly (ExportedRegion & { readonly itemName: string })[]): string {
  return csvLine(columns) + regions.map(line).join('');
}

function line(region: ExportedRegion & { readonly itemName: string }): string {
  const { parts, bbox, bias, review, causes } = region;
  const cause = causeOf(region);
  const others = causes.filter(({ cause: name }) => name !== cause);
  return csvLine([
    region.id,
    region.runId,
    region.method,
    region.itemName,
    region.rank,
    region.severity,
    parts.wrong,
    parts.large,
    parts.sure,
    region.areaPx,
    ...bbox,
    cause,
    causes.find(({ cause: name }) => name === cause)?.score ?? null,
    others.map(({ cause: name, score }) => `${name} ${score}`).join('; '),
    bias.direction,
    bias.percent,
    bias.metres,
    bias.truth?.metres ?? null,
    bias.predicted?.metres ?? null,
    region.errorSum,
    region.detection.isSuspicion ? 1 : 0,
    review?.state ?? 'open',
    review?.note ?? '',
    review?.tags.join('; ') ?? '',
    regionSentence(region, region.quantity, review?.cause ?? null),
  ]);
}
