import type { CloudSums, MeasureClouds } from '#domain/metrics/cloudDistances.ts';
import type { KernelMemory } from './KernelMemory.ts';

/* As in kernels/cloud.ts. */
const cellPx = 4;
const leafBytes = 48 * 8;
const groupBytes = 24 * 8;
const levelWords = 4;

/** Distances between point clouds by WebAssembly SIMD: the numbers of domain/metrics/cloudDistances. */
export function cloudKernel(memory: KernelMemory): MeasureClouds {
  return ({ width, height, prediction, groundTruth }, rig) => {
    memory.clear();
    const maps = [prediction, groundTruth].map((map) => memory.place(map));
    const clouds = [reserveCloud(memory, width, height), reserveCloud(memory, width, height)];
    const distances = memory.reserve(8 * width * height);
    const sums = memory.reserve(8 * 5);
    const { exports } = memory;
    exports.openClouds(width, height, rig.focalPx, rig.cxPx, rig.cyPx);
    clouds.forEach(({ leaves, table, levels }, k) => {
      memory.words(table, levels.length).set(levels);
      exports.buildCloud(maps[k]!, maps[1 - k]!, leaves, table, levels.length / levelWords);
    });
    const [accuracy, completeness] = clouds.map(({ leaves }, k): CloudSums => {
      const other = clouds[1 - k]!;
      exports.findNearest(leaves, other.leaves, other.table, distances);
      exports.addDistances(distances, width * height, sums);
      const [sum, count, ...below] = memory.doubles(sums, 5);
      return { count: count!, sum: sum!, below };
    });
    return { accuracy: accuracy!, completeness: completeness! };
  };
}

interface CloudPlace {
  readonly leaves: number;
  readonly table: number;
  /** What belongs into the table: address, columns and rows of the groups of each level. */
  readonly levels: readonly number[];
}

/** From the boxes of leaves up to a single group. */
function reserveCloud(memory: KernelMemory, width: number, height: number): CloudPlace {
  let [columns, rows] = [Math.ceil(width / cellPx), Math.ceil(height / cellPx)];
  const leaves = memory.reserve(columns * rows * leafBytes);
  const levels: number[] = [];
  while (levels.length === 0 || columns * rows > 1) {
    [columns, rows] = [Math.ceil(columns / 2), Math.ceil(rows / 2)];
    levels.push(memory.reserve(columns * rows * groupBytes), columns, rows, 0);
  }
  return { leaves, levels, table: memory.reserve(4 * levels.length) };
}
