import type { DataCosts, Smoothness } from './BeliefGrid.ts';

/**
 * What labels cost together: the data costs of all nodes, and the penalties between 4-connected neighbours.
 * @param label  of the node at row y, column x
 */
export function labelEnergy(
  { columns, rows, labels, values }: DataCosts,
  label: (y: number, x: number) => number,
  { slope, most }: Smoothness,
): number {
  let energy = 0;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const own = label(y, x);
      energy += values[(y * columns + x) * labels + own]!;
      if (x > 0) energy += Math.min(slope * Math.abs(own - label(y, x - 1)), most);
      if (y > 0) energy += Math.min(slope * Math.abs(own - label(y - 1, x)), most);
    }
  }
  return energy;
}
