import { untrack } from 'svelte';
import type {
  FailureChangesAnswer,
  ListedRegion,
  RecallAnswer,
  RegionCountsAnswer,
  RegionGroupsAnswer,
} from '#api/contract.ts';
import type { ComparedQuantity } from '#domain/rasters/Raster.ts';
import { rejected } from '#domain/regions/CauseCounts.ts';
import type { RunRecord } from '#domain/records.ts';
import { regionsClient } from '../client/regionsClient.ts';
import { getConnection } from './connection.svelte.ts';
import { Latest } from './latest.svelte.ts';
import { getLayout, type Layout } from './layout.svelte.ts';
import { getProject, type Project } from './project.svelte.ts';
import { getReview, type Review } from './review.svelte.ts';
import { getSelection, type Selection } from './selection.svelte.ts';
import { throttled } from './throttled.ts';

type CauseTab = 'causes' | 'alike' | 'methods' | 'annotated';

/** So many runs stand side by side. */
const mostRuns = 4;
const refreshEveryMs = 2000;

/** The dialog that says why runs fail: which runs, which view of it. */
export class RegionCauses {
  tab = $state<CauseTab>('causes');
  /** Parts of a run's error, or what each part adds to its mean error, which can be compared between runs. */
  measure = $state<'share' | 'mean'>('share');
  /** Bars by cause, or by the class of the annotated objects that regions lie in. */
  by = $state<'cause' | 'class'>('cause');
  /** Beside the selected run; null = the newest others. */
  #others = $state.raw<readonly number[] | null>(null);
  /** The run that failures are compared with. */
  #against = $state<number | null>(null);
  changedCause = $state<string | null>(null);
  coverage = $state(0.25);
  readonly counts = new Latest<RegionCountsAnswer>();
  readonly groups = new Latest<RegionGroupsAnswer>();
  readonly changes = new Latest<FailureChangesAnswer>();
  readonly recall = new Latest<RecallAnswer>();
  readonly #layout: Layout;
  readonly #project: Project;
  readonly #selection: Selection;
  readonly #review: Review;
  #news = $state(0);

  constructor(layout: Layout, project: Project, selection: Selection, review: Review) {
    this.#layout = layout;
    this.#project = project;
    this.#selection = selection;
    this.#review = review;
  }

  /** Call while the dialog is set up. */
  static create(): RegionCauses {
    const causes = new RegionCauses(getLayout(), getProject(), getSelection(), getReview());
    const refresh = throttled(() => (causes.#news += 1), refreshEveryMs);
    const connection = getConnection();
    connection.on('evaluated', refresh);
    connection.onReconnected(refresh);
    $effect(() => causes.#follow());
    return causes;
  }

  get isOpen(): boolean {
    return this.#layout.dialog === 'region-causes';
  }

  get runs(): readonly RunRecord[] {
    return this.#project.summary?.runs ?? [];
  }

  get run(): RunRecord | null {
    return this.runs.find(({ id }) => id === this.#selection.runId) ?? null;
  }

  get quantity(): ComparedQuantity {
    return this.#project.summary?.recipe.recipe.quantity ?? 'disparity';
  }

  /** The selected run first. */
  get shownRuns(): readonly number[] {
    const { run } = this;
    if (run === null) return [];
    const others = this.runs.filter(({ id }) => id !== run.id).map(({ id }) => id);
    const wanted = this.#others?.filter((id) => others.includes(id)) ?? others.slice(-1);
    return [run.id, ...wanted].slice(0, mostRuns);
  }

  toggle(runId: number, isShown: boolean): void {
    const others = this.shownRuns.slice(1).filter((id) => id !== runId);
    this.#others = isShown ? [...others, runId] : others;
  }

  get against(): number | null {
    const others = this.runs.filter(({ id }) => id !== this.run?.id);
    return others.find(({ id }) => id === this.#against)?.id ?? others.at(-1)?.id ?? null;
  }

  set against(runId: number | null) {
    this.#against = runId;
    this.changedCause = null;
  }

  close(): void {
    this.#layout.dialog = null;
  }

  openSettings(): void {
    this.#layout.dialog = 'region-settings';
  }

  /** Shows the regions of a bar in the gallery: of a cause or class, or those that were rejected. */
  openGallery(runId: number, name: string): void {
    this.close();
    if (name === rejected) this.#review.open({ runId, review: 'rejected' });
    else this.#review.open({ runId, ...(this.by === 'cause' ? { cause: name } : { annotatedClass: name }) });
  }

  /** Shows a region on the panes. */
  goTo({ id, itemId, runId, bbox }: ListedRegion): void {
    this.close();
    this.#layout.show('regions');
    this.#selection.runId = runId;
    this.#selection.selectRegion(itemId, id);
    this.#selection.zoomTo(itemId, bbox);
  }

  /** Reads what the open view shows, again when results change. */
  #follow(): void {
    const { isOpen, tab, run, shownRuns, against, changedCause, coverage } = this;
    if (!isOpen || run === null || this.#news < 0) return;
    untrack(() => {
      if (tab === 'causes') void this.counts.load((signal) => regionsClient.counts(shownRuns, signal));
      if (tab === 'alike') void this.groups.load((signal) => regionsClient.groups(run.id, signal));
      if (tab === 'annotated')
        void this.recall.load((signal) => regionsClient.recall(run.id, coverage, signal));
      if (tab === 'methods' && against !== null)
        void this.changes.load((signal) => regionsClient.changes(against, run.id, changedCause, signal));
    });
  }
}
