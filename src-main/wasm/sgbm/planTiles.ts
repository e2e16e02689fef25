import type { SearchRange } from '#domain/stereo/SearchRange.ts';
import type { ArenaPlan } from './Arena.ts';
import type { KernelSettings } from './KernelSettings.ts';

/** How a sweep over the frame is cut into tiles. */
export interface SweepForm {
  readonly direction: 'down' | 'up';
  /** Paths that come from the row above and along the row. */
  readonly paths: 2 | 4;
  /** Tiles, one per thread. */
  readonly tiles: number;
  readonly radius: number;
  /**
   * The sums' address of the frame's first row and column where every row keeps its own; null where a row's sums are
   * forgotten once its winners are chosen (with the fifth path along the way back).
   */
  readonly sumsVolume: number | null;
}

/** As in kernels/prefilter.ts. */
const lineBytes = 16_384 + 192;

/** Narrower tiles than this are not worth a thread: the columns at their borders are matched twice. */
const minTileColumns = 24;

/** The number of tiles for a wanted number of threads. */
export function tileCount(range: SearchRange, threads: number): number {
  return Math.max(1, Math.min(threads, Math.floor(range.columns / minTileColumns)));
}

/**
 * The working memory of every tile of a sweep, and how the tiles hang together: see kernels/handover.ts for the order
 * in which they may work. Columns are shared out evenly.
 */
export function planTiles(arena: ArenaPlan, range: SearchRange, form: SweepForm): KernelSettings[] {
  const { columns, disparities } = range;
  const isUp = form.direction === 'up';
  const slot = 2 * disparities + 32;
  // A tile's last rows may be finished while the tile before still lags by 2 · (tiles − 1) rows and one more.
  const backSlots = 2 * form.tiles + 2;
  const blocks = Array.from({ length: form.tiles }, () => arena.reserve(256 + (6 + backSlots) * slot));
  // Rows that may be under way at once: a tile chooses its winners up to 2 · (tiles − 1) rows after the last one.
  const rightRows = 2 * form.tiles + 2;
  const rightKeys = arena.reserve(4 * range.width * rightRows + 32);
  return blocks.map((tileBlock, i) => {
    const tileFirst = Math.floor((i * columns) / form.tiles);
    const tileEnd = Math.floor(((i + 1) * columns) / form.tiles);
    const isFirst = i === 0;
    const isLast = i === form.tiles - 1;
    // Winners are chosen from the right of the image to its left: from the last tile of a sweep down, the first of one up.
    // A tile that must wait for tiles which start a row later does so two rows later for each of them.
    const winnersLag = isUp ? 0 : 2 * (form.tiles - 1 - i);
    const winnersBefore = isUp ? (isFirst ? 0 : blocks[i - 1]!) : isLast ? 0 : blocks[i + 1]!;
    return {
      isUpward: Number(isUp),
      followsFour: Number(form.paths === 4),
      tileFirst,
      tileEnd,
      tileBlock,
      blockBefore: isFirst ? 0 : blocks[i - 1]!,
      blockAfter: isLast ? 0 : blocks[i + 1]!,
      winnersBefore,
      winnersLag,
      endsRow: Number(isUp ? isLast : isFirst),
      rightKeys,
      rightRows,
      backSlots,
      ...planColumns(arena, range, form, { first: tileFirst, end: tileEnd, lag: winnersLag }),
    };
  });
}

function planColumns(
  arena: ArenaPlan,
  range: SearchRange,
  form: SweepForm,
  { first, end, lag }: { readonly first: number; readonly end: number; readonly lag: number },
): KernelSettings {
  const { columns, disparities } = range;
  const { radius, sumsVolume, paths } = form;
  const tileColumns = end - first;
  const haloColumns = Math.min(end + radius, columns) - Math.max(first - radius, 0);
  const column = 2 * disparities;
  const slot = column + 32;
  const smallestStride = Math.ceil(tileColumns / 32) * 64;
  const keptRows = lag + 1;
  return {
    lines: arena.reserve(16 * lineBytes),
    pixelRows: arena.reserve((2 * radius + 1) * haloColumns * disparities),
    columnSums: arena.reserve(haloColumns * column),
    blockCosts: arena.reserve(sumsVolume === null ? keptRows * tileColumns * column : column),
    costStep: sumsVolume === null ? column : 0,
    costSeed: arena.reserve(column),
    zeros: arena.reserve(column),
    along: arena.reserve(slot),
    falling: arena.reserve(paths === 4 ? tileColumns * slot : slot),
    vertical: arena.reserve(tileColumns * slot),
    rising: arena.reserve(paths === 4 ? tileColumns * slot : slot),
    back: arena.reserve(slot),
    ...(sumsVolume === null
      ? sumsInRing(arena.reserve(keptRows * tileColumns * column), { column, tileColumns, keptRows })
      : sumsInVolume(sumsVolume, range, form.direction, first)),
    smallestSums: arena.reserve(keptRows * smallestStride),
    smallestStride,
  };
}

function sumsInRing(
  sums: number,
  size: { readonly column: number; readonly tileColumns: number; readonly keptRows: number },
): KernelSettings {
  const { column, tileColumns, keptRows } = size;
  return { sums, sumsStep: column, sumsRowStep: tileColumns * column, sumsRows: keptRows };
}

/** A sweep up walks through the same volume backwards, rows and columns. */
export function sumsInVolume(
  volume: number,
  { height, columns, disparities }: SearchRange,
  direction: SweepForm['direction'],
  first: number,
): KernelSettings {
  const column = 2 * disparities;
  const row = columns * column;
  if (direction === 'down') {
    return { sums: volume + first * column, sumsStep: column, sumsRowStep: row, sumsRows: height };
  }
  const last = volume + (height - 1) * row + (columns - 1 - first) * column;
  return { sums: last, sumsStep: -column, sumsRowStep: -row, sumsRows: height };
}
