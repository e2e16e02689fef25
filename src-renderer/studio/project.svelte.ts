import { createContext, tick, untrack } from 'svelte';
import type {
  EpipolarAnswer,
  EvaluationAnswer,
  ImportPredictionsAnswer,
  ImportPredictionsRequest,
  ImportRequest,
  ItemAnswer,
  ProjectSummary,
  RelocateAnswer,
  RunSummaryAnswer,
  SessionAnswer,
} from '#api/contract.ts';
import { noFilter } from '#domain/items/ItemFilter.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { BackgroundRule } from '#domain/ignore/BackgroundRule.ts';
import type { RunRecord } from '#domain/records.ts';
import { backgroundsClient } from '../client/backgroundsClient.ts';
import { itemsClient } from '../client/itemsClient.ts';
import { projectClient } from '../client/projectClient.ts';
import { rootsClient } from '../client/rootsClient.ts';
import { runsClient } from '../client/runsClient.ts';
import type { Connection } from './connection.svelte.ts';
import { Items } from './items.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import { throttled } from './throttled.ts';

interface Frame {
  readonly item: ItemAnswer;
  readonly evaluation: EvaluationAnswer;
}

interface Parts {
  readonly selection: Selection;
  readonly connection: Connection;
  readonly notices: Notices;
}

const refreshIntervalMs = 500;

/** The open project, and of it the item and run that are selected. Copies of records, replaced whole. */
export class Project {
  summary = $state.raw<ProjectSummary | null>(null);
  /** Projects that were open before, the latest first. */
  recent = $state.raw<SessionAnswer['recentProjects']>([]);
  readonly items: Items;
  readonly #frame = new Latest<Frame>();
  readonly #runSummary = new Latest<RunSummaryAnswer>();
  #wantsIntervals = false;
  readonly #parts: Parts;
  readonly #refreshRun = throttled(() => this.#refreshRunSummary(), refreshIntervalMs);

  constructor(parts: Parts) {
    this.#parts = parts;
    this.items = new Items(parts.notices);
  }

  static create(parts: Parts): Project {
    const project = setProject(new Project(parts));
    project.#listen(parts.connection);
    $effect(() => {
      const { itemId, runId } = parts.selection;
      untrack(() => project.#loadFrame(itemId, runId));
    });
    $effect(() => {
      const { runId } = parts.selection;
      untrack(() => {
        project.#loadRunSummary();
        if (project.summary && project.items.runId !== runId) void project.items.arrange({ runId });
      });
    });
    return project;
  }

  /** Details of the selected item; while the next one is being read, still those of the item before. */
  get item(): ItemAnswer | null {
    return this.#frame.value?.item ?? null;
  }

  /** Of the selected item and run; always of the same item as `item`. */
  get evaluation(): EvaluationAnswer | null {
    return this.#frame.value?.evaluation ?? null;
  }

  /** Why the selected item could not be read. */
  get itemError(): Error | null {
    return this.#frame.error;
  }

  get isItemLoading(): boolean {
    return this.#frame.isLoading;
  }

  /** Means of the selected run over the dataset. */
  get runSummary(): RunSummaryAnswer | null {
    return this.#runSummary.value;
  }

  /** Has the summary's confidence intervals made, from now on; they take time. */
  askForIntervals(): void {
    if (this.#wantsIntervals) return;
    this.#wantsIntervals = true;
    this.#loadRunSummary();
  }

  get run(): RunRecord | null {
    return this.summary?.runs.find((run) => run.id === this.#parts.selection.runId) ?? null;
  }

  /** Takes what the backend has open at the start. */
  restore(session: SessionAnswer): void {
    this.recent = session.recentProjects;
    this.#take(session.project);
  }

  /** What the backend answered to a change of the project. */
  take(summary: ProjectSummary): void {
    this.#take(summary);
  }

  /** These throw; the dialogs show why in place. */
  async open(path: string): Promise<void> {
    this.#take(await projectClient.open(path));
  }

  async openSample(): Promise<void> {
    this.#take(await projectClient.openSample());
  }

  async import(wanted: ImportRequest): Promise<void> {
    this.#take(await projectClient.import(wanted));
  }

  async startRun(method: string, itemIds: readonly number[] | null): Promise<void> {
    const { runId } = await runsClient.start({ method, itemIds });
    this.#parts.selection.runId = runId;
  }

  /** Runs the selected run's method again where its results are stale. */
  async runAgain(): Promise<void> {
    const { run } = this;
    const { itemId } = this.#parts.selection;
    if (run === null || itemId === null) return;
    await this.#parts.notices.guard(() => this.startRun(run.method.spec, [itemId]));
  }

  async importPredictions(wanted: ImportPredictionsRequest): Promise<ImportPredictionsAnswer> {
    const answer = await runsClient.importPredictions(wanted);
    this.#parts.selection.runId = answer.runId;
    return answer;
  }

  async addRoot(path: string): Promise<void> {
    this.#take(await rootsClient.add(path));
  }

  /** Says where a folder of the dataset is now; answers how many of the files looked for are there. */
  async relocateRoot(id: number, path: string): Promise<RelocateAnswer> {
    const answer = await rootsClient.relocate(id, path);
    this.#take(answer.project);
    return answer;
  }

  async removeRoot(id: number): Promise<void> {
    this.#take(await rootsClient.remove(id));
  }

  /** What is background in a folder's pictures; every run is compared again. */
  async keepBackground(rootId: number, rule: BackgroundRule | null): Promise<void> {
    this.#take(await backgroundsClient.keep(rootId, rule));
  }

  async setRecipe(recipe: Recipe): Promise<void> {
    const answer = await projectClient.setRecipe(recipe);
    if (this.summary) this.summary = { ...this.summary, recipe: answer.recipe };
  }

  /** Gives the selected item a calibration; null removes what was given. */
  async setRig(rig: StereoRig | null): Promise<void> {
    const { itemId, runId } = this.#parts.selection;
    if (itemId === null) return;
    await itemsClient.setRig(itemId, rig);
    this.#loadFrame(itemId, runId);
  }

  /** An item and its evaluation, without selecting it. */
  async readFrame(itemId: number, runId: number | null, signal: AbortSignal): Promise<Frame> {
    const [item, evaluation] = await Promise.all([
      itemsClient.get(itemId, signal),
      itemsClient.evaluation(itemId, runId, signal),
    ]);
    return { item, evaluation };
  }

  /** How far the rows of an item's pair are from corresponding; measured now, where it was not yet. */
  readEpipolar(itemId: number, signal: AbortSignal): Promise<EpipolarAnswer> {
    return itemsClient.epipolar(itemId, signal);
  }

  /** Lists the items on which a run failed, and selects the first of them. */
  async showFailed(runId: number): Promise<void> {
    this.#parts.selection.runId = runId;
    await tick();
    await this.items.arrange({ runId, filter: { ...noFilter, state: 'failed' } });
    const first = await this.items.idAt(0);
    if (first !== null) this.#parts.selection.selectItem(first);
  }

  /** Selects the item before (−1) or after (+1) the selected one in the list's order. */
  async move(step: number): Promise<void> {
    const { selection } = this.#parts;
    if (selection.itemId === null) return;
    const next = await this.items.neighbour(selection.itemId, step);
    if (next !== null) selection.selectItem(next);
  }

  #listen(connection: Connection): void {
    const { selection } = this.#parts;
    connection.on('project', ({ project }) => this.#take(project));
    connection.on('items', ({ ids }) => {
      this.items.refresh();
      if (selection.itemId === null) void this.#selectFirst();
      else if (ids?.includes(selection.itemId)) this.#loadFrame(selection.itemId, selection.runId);
    });
    connection.on('evaluated', ({ runId, itemId }) => {
      if (runId !== selection.runId) return;
      this.items.refresh();
      this.#refreshRun();
      if (itemId === selection.itemId) this.#loadFrame(itemId, runId);
    });
    connection.onReconnected(() => {
      this.items.refresh();
      this.#refreshRun();
      this.#loadFrame(selection.itemId, selection.runId);
    });
  }

  #take(summary: ProjectSummary | null): void {
    if (summary && this.summary && summary.readAt < this.summary.readAt) return;
    const { selection } = this.#parts;
    const isOther = summary?.path !== this.summary?.path;
    this.summary = summary;
    if (isOther) {
      selection.clear();
      this.items.clear();
    }
    if (!summary) return;
    if (!summary.runs.some((run) => run.id === selection.runId)) {
      selection.runId = summary.runs[0]?.id ?? null;
    }
    selection.classId ??= summary.classes[0]?.id ?? null;
    if (isOther) void this.#readItems();
  }

  async #readItems(): Promise<void> {
    await this.items.arrange({ runId: this.#parts.selection.runId });
    await this.#selectFirst();
  }

  async #selectFirst(): Promise<void> {
    if (!this.items.isLoaded || this.items.total === 0) await this.items.reload();
    if (this.#parts.selection.itemId === null)
      this.#parts.selection.selectItem(this.items.row(0)?.id ?? null);
  }

  #loadFrame(itemId: number | null, runId: number | null): void {
    if (itemId === null) {
      this.#frame.clear();
      return;
    }
    void this.#frame.load((signal) => this.readFrame(itemId, runId, signal));
  }

  #loadRunSummary(): void {
    const { runId } = this.#parts.selection;
    if (runId === null) this.#runSummary.clear();
    else void this.#runSummary.load((signal) => runsClient.summary(runId, this.#wantsIntervals, signal));
  }

  #refreshRunSummary(): void {
    const { runId } = this.#parts.selection;
    if (runId !== null)
      this.#runSummary.refresh((signal) => runsClient.summary(runId, this.#wantsIntervals, signal));
  }
}

const [getProject, setProject] = createContext<Project>();

export { getProject };
