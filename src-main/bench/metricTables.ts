import { metricInfos, type MetricInfo } from '#domain/metrics/metricInfos.ts';

const spaces = {
  compared: 'In the compared quantity',
  disparity: 'On disparity, pixels',
  depth: 'On depth, metres',
} as const;

const families: Readonly<Record<MetricInfo['family'], string>> = {
  pixels: 'computed under every recipe',
  losses: 'family `losses`: fits of its own, scale and shift forgotten',
  boundary: 'family `boundary`: occlusion edges, a factor between neighbours',
  edges: 'family `edges`: distances between Canny edges',
  normals: 'family `normals`: needs a calibration',
  thin: 'family `thin`: needs annotated classes; on the skeleton of each',
  planes:
    'family `planes`: needs annotated planes (classes plane, wall, floor, table, ceiling, road) and a calibration; DDE needs neither',
  cloud: 'family `cloud`: needs a calibration; both clouds on the compared pixels',
  ordinal: 'family `ordinal`: needs point pairs',
  sparsification:
    'family `sparsification`: needs a confidence; matchers have one, by uniqueness, networks and imported maps where it is given',
  photometric: 'family `photometric`: needs a rectified pair and a map that says disparity',
  features: 'family `features`: needs the network `dinov2-small`',
};

/** Every metric as Markdown tables, by what it is computed on and by family: the generated part of docs/metrics.md. */
export function metricTables(): string {
  const infos = Object.values(metricInfos);
  return (['compared', 'disparity', 'depth'] as const)
    .flatMap((space) => {
      const ofSpace = infos.filter((info) => info.space === space);
      const groups = [...new Set(ofSpace.map(({ family }) => family))];
      return [
        `### ${spaces[space]}`,
        ...groups.map((family) =>
          [
            `**${families[family].replace(/^./, (first) => first.toUpperCase())}**`,
            '',
            '| name | written | unit | better | formula | over pixels | source |',
            '| --- | --- | --- | --- | --- | --- | --- |',
            ...ofSpace.filter((info) => info.family === family).map(row),
          ].join('\n'),
        ),
      ];
    })
    .join('\n\n');
}

const poolings = { mean: 'mean', 'root-mean-square': 'root mean square', none: '–' } as const;

function row({ name, title, unit, isLargerBetter, formula, pooling, source }: MetricInfo): string {
  const better = isLargerBetter ? 'larger' : 'smaller';
  const cells = [`\`${name}\``, title, unit === '' ? '–' : unit, better, formula, poolings[pooling], source];
  return `| ${cells.map((cell) => cell.replaceAll('|', '∣')).join(' | ')} |`;
}
