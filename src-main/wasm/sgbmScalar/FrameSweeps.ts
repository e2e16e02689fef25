import type { SeeCosts } from '#domain/stereo/CostRows.ts';
import type { SearchRange } from '#domain/stereo/SearchRange.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import type { Stripe } from '#domain/stereo/threeWayStripes.ts';
import type { FramePlan } from './planFrame.ts';
import type { ScalarKernels } from './ScalarKernels.ts';

/** A frame in linear memory, planned and filled, and the kernels bound to it. */
export interface ScalarFrame {
  readonly plan: FramePlan;
  readonly kernels: ScalarKernels;
  /** All of the linear memory. */
  readonly memory: Uint8Array;
  readonly range: SearchRange;
  /** Effective ones. */
  readonly options: SgbmOptions;
  readonly seeCosts: SeeCosts | undefined;
  /** After every row that was swept over; may throw to end the work. */
  rowDone(): void;
}

/** MODE_SGBM: four directions from the top and the left, the fifth back along each row. */
export function sweepOnce(frame: ScalarFrame): void {
  const { plan, kernels, range } = frame;
  const sweep = new Sweep(frame, 0);
  const costs = new RowCosts(frame, { firstY: 0, repeatsLastRow: true, addsFirst: false });
  for (let y = 0; y < range.height; y++) {
    costs.make(y, plan.costs, plan.costs);
    sweep.clearSums(plan.sums);
    sweep.followFour(plan.costs, plan.sums, 'down');
    kernels.followBack(plan.costs, plan.sums);
    decideRow(frame, y, plan.sums);
    frame.rowDone();
  }
}

/** MODE_SGBM_3WAY: down and along the row both ways, in stripes that know nothing of each other. */
export function sweepStripes(frame: ScalarFrame, stripes: readonly Stripe[]): void {
  const { plan } = frame;
  for (const { firstY, endY, keptY, mapY } of stripes) {
    const sweep = new Sweep(frame, 0);
    const costs = new RowCosts(frame, { firstY, repeatsLastRow: true, addsFirst: true });
    for (let y = firstY; y < endY; y++) {
      costs.make(y, plan.costs, plan.costs);
      sweep.clearSums(plan.sums);
      sweep.followThree(plan.costs, plan.sums);
      if (y >= keptY) decideRow(frame, mapY + y - keptY, plan.sums);
      frame.rowDone();
    }
  }
}

/**
 * MODE_HH and MODE_HH4: a sweep down and a sweep up. The costs and sums of a band of rows are kept between them; the
 * sweep down stores a checkpoint above every band, ends in the last one, and is done again from there for the others.
 */
export function sweepTwice(frame: ScalarFrame): void {
  const { plan, kernels, range } = frame;
  const isFull = frame.options.mode === 'hh';
  const { height } = range;
  const bands = Math.ceil(height / plan.bandRows);
  const costs = new RowCosts(frame, { firstY: 0, repeatsLastRow: isFull, addsFirst: false });
  const down = new Sweep(frame, 0);
  const up = new Sweep(frame, 1);

  for (let band = 0; band < bands; band++) {
    saveCheckpoint(band);
    sweepDown(band);
  }
  for (let band = bands - 1; band >= 0; band--) {
    if (band < bands - 1) {
      restoreCheckpoint(band);
      sweepDown(band);
    }
    sweepUp(band);
  }

  function costsOf(y: number): number {
    return plan.costs + (y % plan.bandRows) * plan.rowBytes;
  }
  function sumsOf(y: number): number {
    return plan.sums + (y % plan.bandRows) * plan.rowBytes;
  }
  function endOf(band: number): number {
    return Math.min((band + 1) * plan.bandRows, height);
  }

  function sweepDown(band: number): void {
    const firstY = band * plan.bandRows;
    for (let y = firstY; y < endOf(band); y++) {
      const above = y === firstY && y > 0 ? plan.checkpoints[band]! : costsOf(Math.max(y - 1, 0));
      costs.make(y, costsOf(y), above);
      down.clearSums(sumsOf(y));
      if (isFull) down.followFour(costsOf(y), sumsOf(y), 'down');
      else down.followBefore(costsOf(y), sumsOf(y));
      frame.rowDone();
    }
  }

  function sweepUp(band: number): void {
    for (let y = endOf(band) - 1; y >= band * plan.bandRows; y--) {
      if (isFull) {
        up.followFour(costsOf(y), sumsOf(y), 'up');
      } else {
        up.followBefore(costsOf(y), sumsOf(y));
        kernels.followAlong(costsOf(y), sumsOf(y));
      }
      decideRow(frame, y, sumsOf(y));
      frame.rowDone();
    }
  }

  function saveCheckpoint(band: number): void {
    const to = plan.checkpoints[band];
    if (to === undefined || band === 0) return;
    const above = costsOf(band * plan.bandRows - 1);
    frame.memory.copyWithin(to, above, above + plan.rowBytes);
    frame.memory.copyWithin(to + plan.rowBytes, down.before, down.before + plan.pathBytes);
  }

  function restoreCheckpoint(band: number): void {
    const from = plan.checkpoints[band]!;
    if (band === 0) down.begin();
    else frame.memory.copyWithin(down.before, from + plan.rowBytes, from + plan.rowBytes + plan.pathBytes);
    costs.restart(band * plan.bandRows);
  }
}

/** Chooses the disparities of a row of the map, whose sums are complete. */
function decideRow(frame: ScalarFrame, y: number, sums: number): void {
  frame.seeCosts?.(y, withoutGaps(frame, sums));
  frame.kernels.chooseWinners(sums, frame.plan.map + 2 * y * frame.range.width);
}

/** A row's sums as SearchRange lays them out. In memory a column takes up whole groups of disparities. */
function withoutGaps({ plan, memory, range }: ScalarFrame, sums: number): Int16Array {
  const { columns, disparities } = range;
  const run = plan.settings.runBytes / 2;
  const row = new Int16Array(memory.buffer, sums, columns * run);
  if (run === disparities) return row;
  const shown = new Int16Array(columns * disparities);
  for (let column = 0; column < columns; column++) {
    shown.set(row.subarray(column * run, column * run + disparities), column * disparities);
  }
  return shown;
}

/** The rows that a sweep makes, forwards and again. */
export function rowsToSweep({ mode }: SgbmOptions, plan: FramePlan, stripes: readonly Stripe[]): number {
  const { height } = plan.settings;
  if (mode === 'sgbm') return height;
  if (mode === '3way') return stripes.reduce((rows, { firstY, endY }) => rows + endY - firstY, 0);
  const bands = Math.ceil(height / plan.bandRows);
  return 2 * height + (bands - 1) * plan.bandRows;
}

/** The paths of one direction of going over the rows. */
class Sweep {
  readonly #frame: ScalarFrame;
  #rows: readonly [number, number];

  /** @param set  the rows of paths that this sweep may use */
  constructor(frame: ScalarFrame, set: 0 | 1) {
    this.#frame = frame;
    this.#rows = frame.plan.paths[set]!;
    this.begin();
  }

  /** Address of the rows of paths that the next row continues. */
  get before(): number {
    return this.#rows[0];
  }

  begin(): void {
    const { kernels, plan } = this.#frame;
    for (const rows of this.#rows) kernels.clearPaths(rows, plan.directions);
  }

  clearSums(sums: number): void {
    const { memory, plan } = this.#frame;
    memory.fill(0, sums, sums + plan.rowBytes);
  }

  followFour(costs: number, sums: number, way: 'down' | 'up'): void {
    const [before, here] = this.#rows;
    this.#frame.kernels.followFour(before, here, costs, sums, way === 'up' ? 1 : 0);
    this.#rows = [here, before];
  }

  followThree(costs: number, sums: number): void {
    const [before, here] = this.#rows;
    this.#frame.kernels.followThree(before, here, costs, sums);
    this.#rows = [here, before];
  }

  followBefore(costs: number, sums: number): void {
    const [before, here] = this.#rows;
    this.#frame.kernels.followBefore(before, here, costs, sums);
    this.#rows = [here, before];
  }
}

/** Block costs of one row after the other; domain/stereo/BlockCost.ts explains the order of operations. */
class RowCosts {
  readonly #frame: ScalarFrame;
  readonly #form: { readonly firstY: number; readonly repeatsLastRow: boolean; readonly addsFirst: boolean };

  constructor(
    frame: ScalarFrame,
    form: { readonly firstY: number; readonly repeatsLastRow: boolean; readonly addsFirst: boolean },
  ) {
    this.#frame = frame;
    this.#form = form;
  }

  /** Row y, from the one above it. Rows follow each other, from the first one or from that of `restart`. */
  make(y: number, costs: number, above: number): void {
    const { firstY, repeatsLastRow } = this.#form;
    const { radius, height } = this.#frame.plan.settings;
    if (y === firstY) this.#first(costs);
    else if (y + radius >= height && !repeatsLastRow) this.#fillWithPenalty(costs);
    else this.#next(y, costs, above);
  }

  /** Makes the sums that row y needs as if the rows above it had been made. */
  restart(y: number): void {
    const { radius, height } = this.#frame.plan.settings;
    const { firstY } = this.#form;
    if (y === firstY) return;
    const end = Math.min(y + radius, height);
    for (let k = Math.max(y - radius - 1, firstY); k < end; k++) this.#sumRow(k);
  }

  #first(costs: number): void {
    const { kernels, plan } = this.#frame;
    const { firstY } = this.#form;
    const { radius, height } = plan.settings;
    this.#fillWithPenalty(costs);
    for (let k = firstY; k <= firstY + radius; k++) {
      if (k < height) this.#sumRow(k);
      kernels.addToCosts(costs, this.#sumsOf(k), k === firstY ? radius + 1 : 1);
    }
  }

  #next(y: number, costs: number, above: number): void {
    const { kernels, plan } = this.#frame;
    const { radius, height, columns } = plan.settings;
    const k = y + radius;
    if (k < height) this.#sumRow(k);
    const addedFirst = this.#form.addsFirst ? columns : k < height ? 1 : 0;
    kernels.slideCosts(costs, above, this.#sumsOf(k), this.#sumsOf(y - radius - 1), addedFirst);
  }

  #sumRow(k: number): void {
    const { firstY, addsFirst } = this.#form;
    const isOfFirst = k <= firstY + this.#frame.plan.settings.radius;
    this.#frame.kernels.sumRow(k, this.#sumsOf(k), addsFirst || isOfFirst ? 1 : 0);
  }

  #sumsOf(y: number): number {
    const { plan } = this.#frame;
    const { radius, height } = plan.settings;
    const row = Math.min(Math.max(y, this.#form.firstY), height - 1);
    return plan.blockSums + (row % (2 * radius + 2)) * plan.rowBytes;
  }

  #fillWithPenalty(costs: number): void {
    const { memory, plan } = this.#frame;
    const row = new Int16Array(memory.buffer, costs, plan.rowBytes / 2);
    row.fill(plan.settings.P2);
  }
}
