import type { BackgroundRule } from './BackgroundRule.ts';

/** A rule as parseBackgroundRule reads it, every setting stated. */
export function formatBackgroundRule({ source, treatment, limbPx }: BackgroundRule): string {
  const yes = (isSo: boolean) => (isSo ? 'yes' : 'no');
  const how =
    source.kind === 'dark'
      ? `level=${source.level},connected=${yes(source.connected)},convex=${yes(source.convex)}`
      : `folder=${source.folder},marks=${source.marks}`;
  return `${source.kind}:${how},treat=${treatment},limb=${limbPx}`;
}
