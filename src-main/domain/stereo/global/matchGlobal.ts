import { StudioError } from '../../errors.ts';
import type { Picture, Raster } from '../../rasters/Raster.ts';
import { chooseDisparities } from '../chooseDisparities.ts';
import type { SeeCosts } from '../CostRows.ts';
import type { MatchObserver } from '../matchSgbm.ts';
import { requireSameForm } from '../requireSameForm.ts';
import { type SearchRange, searchRange } from '../SearchRange.ts';
import { type BeliefMemory, type MakeBeliefMemory, readableBeliefs } from './BeliefMemory.ts';
import { coarser, type DataCosts, inherit, type Messages, silence, type Smoothness } from './BeliefGrid.ts';
import { dataCosts } from './dataCosts.ts';
import type { GlobalOptions } from './GlobalOptions.ts';
import { labelEnergy } from './labelEnergy.ts';
import { validateGlobalOptions } from './validateGlobalOptions.ts';

/** Data costs and messages of the whole image are kept. */
const maxVolumeBytes = 2 * 2 ** 30;
/** 1 byte of data cost and 4 of messages; on the levels above, a third as many, 2 and 4. */
const bytesPerCell = 1 + 4 + (2 + 4) / 3;

export interface GlobalMatch {
  /** px, NaN outside the columns where the whole range can be compared, and where all disparities are equally good. */
  readonly disparity: Raster<'disparity:px'>;
  /** Of the chosen whole disparities; what the method tries to make small. */
  readonly energy: number;
}

/**
 * Global matching of a rectified pair by hierarchical belief propagation. Looks for the disparities D that make
 *   E(D) = Σ_p min(C(p, D_p), dataTruncation) + Σ_{p, q neighbours} min(smoothness · |D_p − D_q|, smoothnessTruncation)
 * small, by min-sum messages between 4-connected pixels, from the top of a pyramid of costs down: on each level
 * `iterations` rounds in which every second pixel, as on a chessboard, sends. The choice from the resulting beliefs, with
 * its sub-pixel step, stands in chooseDisparities.ts.
 *
 * @param left, right  grey, of one size; the pixel at x, y of the left one is sought at x − d, y of the right one.
 * @param seeCosts  sees the beliefs of every row
 * @param makeMemory  readableBeliefs, or what passes the same messages sooner
 * @throws SizeMismatch, InvalidOption; TooLarge where it would need more than 2 GiB (7 bytes per matchable pixel
 *   and disparity)
 * Source: Felzenszwalb & Huttenlocher 2006, doi:10.1007/s11263-006-7899-4.
 */
export function matchGlobal(
  left: Picture,
  right: Picture,
  options: GlobalOptions,
  observer: MatchObserver,
  seeCosts?: SeeCosts,
  makeMemory: MakeBeliefMemory = readableBeliefs,
): GlobalMatch {
  validateGlobalOptions(options);
  requireSameForm(left, right);
  const range = searchRange(left, options);
  requireVolume(range);
  const { width, height } = left;
  const values = new Float32Array(width * height).fill(NaN);
  const disparity = { quantity: 'disparity:px', width, height, values } as const;
  if (range.columns === 0) return { disparity, energy: 0 };

  const smoothness = { slope: options.smoothness, most: options.smoothnessTruncation };
  const memory = makeMemory(bytesFor(range, options.levels));
  const data = dataCosts(left, right, range, options, observer, memory);
  const messages = propagate(data, smoothness, options, { observer, memory });
  const passing = memory.passing(data, messages, smoothness);
  const beliefs = new Int32Array(range.columns * range.disparities);
  const labels = new Uint16Array(range.columns * height);
  for (let y = 0; y < height; y++) {
    observer.checkCancelled();
    passing.beliefs(y, beliefs);
    seeCosts?.(y, beliefs);
    chooseDisparities(beliefs, range, 0, values.subarray(y * width, (y + 1) * width));
    chooseLabels(beliefs, range.disparities, labels.subarray(y * range.columns, (y + 1) * range.columns));
  }
  observer.progress(1);
  return { disparity, energy: labelEnergy(data, labels, smoothness) };
}

/** The label with the smallest belief of each node of a row, on ties the smallest label. */
function chooseLabels(beliefs: Int32Array, count: number, labels: Uint16Array): void {
  for (let column = 0; column < labels.length; column++) {
    const at = column * count;
    let best = 0;
    for (let label = 1; label < count; label++) if (beliefs[at + label]! < beliefs[at + best]!) best = label;
    labels[column] = best;
  }
}

/** Messages of the finest level after all levels had their rounds. */
function propagate(
  data: DataCosts,
  smoothness: Smoothness,
  { iterations, levels }: GlobalOptions,
  { observer, memory }: { readonly observer: MatchObserver; readonly memory: BeliefMemory },
): Messages {
  const pyramid = [data];
  while (pyramid.length < levels) pyramid.push(coarser(pyramid.at(-1)!, memory));
  const total = pyramid.reduce((sum, { values }) => sum + values.length, 0);
  let done = 0;
  let messages = silence(pyramid.at(-1)!, memory);
  for (let level = levels - 1; level >= 0; level--) {
    const grid = pyramid[level]!;
    if (level < levels - 1) messages = inherit(grid, pyramid[level + 1]!, messages, memory);
    const passing = memory.passing(grid, messages, smoothness);
    for (let round = 0; round < iterations; round++) {
      for (let y = 0; y < grid.rows; y++) {
        observer.checkCancelled();
        passing.sendRow(y, round);
      }
      observer.progress((done + ((round + 1) / iterations) * grid.values.length) / total);
    }
    done += grid.values.length;
  }
  return messages;
}

/** Bytes of costs and messages on all levels, with room to begin each array at a multiple of 64. */
function bytesFor({ columns, height, disparities }: SearchRange, levels: number): number {
  let [across, down] = [columns, height];
  let bytes = 5 * across * down * disparities;
  for (let level = 1; level < levels; level++) {
    [across, down] = [Math.ceil(across / 2), Math.ceil(down / 2)];
    bytes += 6 * across * down * disparities;
  }
  return bytes + levels * 6 * 64;
}

function requireVolume({ columns, height, disparities }: SearchRange): void {
  const bytes = columns * height * disparities * bytesPerCell;
  if (bytes <= maxVolumeBytes) return;
  const mebibytes = Math.ceil(bytes / 2 ** 20);
  throw new StudioError(
    'TooLarge',
    `belief propagation would need ${mebibytes} MiB for ${columns} columns × ${height} rows × ${disparities} disparities; ` +
      `at most ${maxVolumeBytes / 2 ** 20} MiB are allowed. Take fewer disparities, smaller pictures, or sgbm`,
    { expected: `≤ ${maxVolumeBytes / 2 ** 20} MiB`, found: `${mebibytes} MiB` },
  );
}
