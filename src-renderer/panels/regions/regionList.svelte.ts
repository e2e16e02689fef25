import type { ComparedQuantity } from '#domain/rasters/Raster.ts';
import type { JobRecord, RegionRecord } from '#domain/records.ts';
import { getDatasetRegions, type DatasetRegions } from '../../studio/datasetRegions.svelte.ts';
import { getJobs, type Jobs } from '../../studio/jobs.svelte.ts';
import { getLayout, type Layout } from '../../studio/layout.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';
import { getSelection, type Selection } from '../../studio/selection.svelte.ts';

export type ListedRegion = RegionRecord & { readonly itemName?: string };

/** The regions panel: which regions are listed, and what choosing one does. */
export class RegionList {
  scope = $state<'frame' | 'dataset'>('frame');
  readonly ofDataset: DatasetRegions;
  readonly #project: Project;
  readonly #selection: Selection;
  readonly #layout: Layout;
  readonly #jobs: Jobs;

  constructor(project: Project, selection: Selection, layout: Layout, jobs: Jobs, ofDataset: DatasetRegions) {
    this.#project = project;
    this.#selection = selection;
    this.#layout = layout;
    this.#jobs = jobs;
    this.ofDataset = ofDataset;
  }

  static create(): RegionList {
    return new RegionList(getProject(), getSelection(), getLayout(), getJobs(), getDatasetRegions());
  }

  get ofFrame(): readonly RegionRecord[] {
    return this.#project.evaluation?.regions ?? [];
  }

  get rows(): readonly ListedRegion[] {
    return this.scope === 'frame' ? this.ofFrame : this.ofDataset.rows;
  }

  /** What is working on the selected run. */
  get job(): JobRecord | undefined {
    return this.#jobs.active.find(({ runId }) => runId !== null && runId === this.#selection.runId);
  }

  /** Of the recipe that the listed regions were found with. */
  get quantity(): ComparedQuantity {
    const { evaluation, runSummary, summary } = this.#project;
    const recipe = this.scope === 'frame' ? evaluation?.recipe : runSummary?.recipe;
    return (recipe ?? summary?.recipe)?.recipe.quantity ?? 'disparity';
  }

  /** The largest severity in the list, for the bars. */
  get worst(): number {
    return this.rows.reduce((worst, { severity }) => Math.max(worst, severity), 0);
  }

  get selectedIndex(): number {
    return this.rows.findIndex(({ id }) => id === this.#selection.regionId);
  }

  show(scope: 'frame' | 'dataset'): void {
    this.scope = scope;
    if (scope === 'dataset') this.ofDataset.want();
  }

  select(region: RegionRecord): void {
    this.#selection.selectRegion(region.itemId, region.id);
  }

  zoom(region: RegionRecord): void {
    this.select(region);
    this.#selection.zoomTo(region.itemId, region.bbox);
    this.#layout.finishHint('regions');
  }

  onkeydown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const selected = this.rows[this.selectedIndex];
    if (event.key === 'Enter' && selected) this.zoom(selected);
    else if (step !== undefined) this.#step(step);
    else return;
    event.preventDefault();
  }

  #step(step: number): void {
    const index = Math.max(0, Math.min(this.rows.length - 1, this.selectedIndex + step));
    const region = this.rows[index];
    if (region) this.select(region);
  }
}
