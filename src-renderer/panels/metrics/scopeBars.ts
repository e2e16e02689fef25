import { compareScopes, partLabel } from '#domain/evaluation/scopeLabels.ts';
import type { Figure } from './metricTable.ts';

/** A part of the frames with one metric's value in it. */
export interface ScopeBar {
  readonly scope: string;
  readonly label: string;
  readonly value: number;
  /** Length of the bar, [0, 1]: 1 is the largest. */
  readonly share: number;
  readonly detail: string;
}

/** The parts that have a value of the metric: everything, classes, distance bands, image zones, causes of failures. */
export function scopeBars(figures: readonly Figure[], metric: string): readonly ScopeBar[] {
  const found = figures.flatMap(({ scope, metric: name, value, detail }) => {
    const label = partLabel(scope);
    if (name !== metric || value === null || label === null) return [];
    // A heading says of the causes that the frames fail there.
    return [{ scope, label: label.replace(/^fails: /, ''), value, detail }];
  });
  const most = Math.max(...found.map(({ value }) => value), 0);
  return found
    .toSorted((a, b) => compareScopes(a.scope, b.scope))
    .map((bar) => ({ ...bar, share: most > 0 ? Math.max(0, bar.value / most) : 0 }));
}
