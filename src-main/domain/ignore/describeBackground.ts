import type { BackgroundRule } from './BackgroundRule.ts';

/** A rule in words, as labels of recipes and reports say it: `black background (≤ 8, reaching the border) left out`. */
export function describeBackground({ source, treatment, limbPx }: BackgroundRule): string {
  const what = treatment === 'apart' ? 'scored apart' : 'left out';
  const limb = limbPx > 0 ? `, limb ${limbPx} px` : '';
  if (source.kind === 'masks') {
    const marked = source.marks === 'body' ? 'body' : 'background';
    return `background by masks of the ${marked} in ${source.folder} ${what}${limb}`;
  }
  const how = [
    `≤ ${source.level}`,
    ...(source.connected ? ['reaching the border'] : []),
    ...(source.convex ? ['outside the convex body'] : []),
  ];
  return `black background (${how.join(', ')}) ${what}${limb}`;
}
