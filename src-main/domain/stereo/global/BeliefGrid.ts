import type { BeliefMemory } from './BeliefMemory.ts';

/** A level of the pyramid: `columns` × `rows` nodes with a cost per label, index = (y · columns + x) · labels + label. */
export interface DataCosts {
  readonly columns: number;
  readonly rows: number;
  readonly labels: number;
  readonly values: Uint8Array | Uint16Array;
}

/** The messages that every node sends, laid out as the data costs; each is normalised to a minimum of 0. */
export interface Messages {
  readonly up: Uint8Array;
  readonly down: Uint8Array;
  readonly left: Uint8Array;
  readonly right: Uint8Array;
}

/** Penalty between neighbours with labels a and b: min(slope · |a − b|, most). */
export interface Smoothness {
  readonly slope: number;
  /** At most 255, so that a normalised message fits 8 bits. */
  readonly most: number;
}

/** The level above: a node for every 2 × 2 nodes, whose cost is the sum of theirs. */
export function coarser(fine: DataCosts, memory: Pick<BeliefMemory, 'words'>): DataCosts {
  const { labels } = fine;
  const columns = Math.ceil(fine.columns / 2);
  const rows = Math.ceil(fine.rows / 2);
  const values = memory.words(columns * rows * labels);
  for (let y = 0; y < fine.rows; y++) {
    for (let x = 0; x < fine.columns; x++) {
      const from = (y * fine.columns + x) * labels;
      const to = ((y >> 1) * columns + (x >> 1)) * labels;
      for (let l = 0; l < labels; l++) values[to + l] = values[to + l]! + fine.values[from + l]!;
    }
  }
  return { columns, rows, labels, values };
}

/** Messages that say nothing. */
export function silence({ values }: DataCosts, memory: Pick<BeliefMemory, 'bytes'>): Messages {
  const quiet = () => memory.bytes(values.length);
  return { up: quiet(), down: quiet(), left: quiet(), right: quiet() };
}

/** A level starts with the messages of the level above: each node with those of the node that covers it. */
export function inherit(
  data: DataCosts,
  coarse: DataCosts,
  messages: Messages,
  memory: Pick<BeliefMemory, 'bytes'>,
): Messages {
  const spread = (above: Uint8Array): Uint8Array => {
    const { columns, rows, labels } = data;
    const below = memory.bytes(columns * rows * labels);
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const from = ((y >> 1) * coarse.columns + (x >> 1)) * labels;
        below.set(above.subarray(from, from + labels), (y * columns + x) * labels);
      }
    }
    return below;
  };
  return {
    up: spread(messages.up),
    down: spread(messages.down),
    left: spread(messages.left),
    right: spread(messages.right),
  };
}
