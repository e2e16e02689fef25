import { formatNumber } from '../../ui/formatNumber.ts';

/** A bar of a histogram, in the chart's units from the top left. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: (unit: string, formatCount: (count: number) => string) => string;
}

/** One bar per bin, the highest as high as the chart. */
export function histogramBars(
  counts: readonly number[],
  edges: readonly number[],
  width: number,
  height: number,
): Bar[] {
  const highest = Math.max(...counts, 1);
  const step = width / counts.length;
  return counts.map((count, i) => {
    const high = (count / highest) * height;
    return {
      x: i * step,
      y: height - high,
      width: Math.max(step - 0.5, 0.5),
      height: high,
      title: (unit, formatCount) =>
        `${formatNumber(edges[i])} to ${formatNumber(edges[i + 1])} ${unit}: ${formatCount(count)} px`,
    };
  });
}

/**
 * A line through the middles of bands; it is broken where a band has no value.
 * @param edges  of the bands, ascending; one more than there are values
 */
export function linePath(
  values: readonly (number | null)[],
  edges: readonly number[],
  [low, high]: readonly [number, number],
  width: number,
  height: number,
): string {
  const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  const span = last - first || 1;
  let isPenDown = false;
  return values
    .map((value, i) => {
      if (value === null) {
        isPenDown = false;
        return '';
      }
      const x = (((edges[i]! + edges[i + 1]!) / 2 - first) / span) * width;
      const y = height - ((value - low) / (high - low || 1)) * height;
      const command = isPenDown ? 'L' : 'M';
      isPenDown = true;
      return `${command}${x.toFixed(2)} ${y.toFixed(2)}`;
    })
    .join('');
}
