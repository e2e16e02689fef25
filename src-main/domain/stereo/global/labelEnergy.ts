import type { DataCosts, Smoothness } from './BeliefGrid.ts';

/**
 * What labels cost together: the data costs of all nodes, and the penalties between 4-connected neighbours.
 * @param labels  of every node, row-major
 */
export function labelEnergy(data: DataCosts, labels: Uint16Array, { slope, most }: Smoothness): number {
  const { columns, rows, values } = data;
  let energy = 0;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const node = y * columns + x;
      const own = labels[node]!;
      energy += values[node * data.labels + own]!;
      if (x > 0) energy += Math.min(slope * Math.abs(own - labels[node - 1]!), most);
      if (y > 0) energy += Math.min(slope * Math.abs(own - labels[node - columns]!), most);
    }
  }
  return energy;
}
