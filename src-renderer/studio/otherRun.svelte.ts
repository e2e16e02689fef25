import { createContext, untrack } from 'svelte';
import type { EvaluationAnswer } from '#api/contract.ts';
import type { RunRecord } from '#domain/records.ts';
import { itemsClient } from '../client/itemsClient.ts';
import type { Comparison } from './comparison.svelte.ts';
import type { DisplayState, PaneKind } from './display.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { Selection } from './selection.svelte.ts';

/** The panes that show a map of the other run. */
const otherPanes: readonly PaneKind[] = ['other-prediction', 'other-error', 'nearer'];

const [getOtherRun, setOtherRun] = createContext<OtherRun>();

interface Parts {
  readonly comparison: Comparison;
  readonly display: DisplayState;
  readonly project: Project;
  readonly selection: Selection;
}

/** What the run that the selected one is compared with has made of the selected item. Read only while a pane shows it. */
export class OtherRun {
  readonly #latest = new Latest<{ readonly key: string; readonly answer: EvaluationAnswer }>();
  readonly #parts: Parts;
  readonly #isWanted = $derived.by(() => otherPanes.some((kind) => this.#parts.display.isVisible(kind)));
  /** Changes with whatever may have changed the answer, e.g. the recipe or the run's progress. */
  readonly #key = $derived.by(() => {
    const { run } = this;
    const { project } = this.#parts;
    if (!this.#isWanted || !run || !project.item) return null;
    const mine = project.evaluation?.evaluation?.errorRasterId ?? '';
    return [project.item.item.id, run.id, run.done, run.failed, project.summary?.recipe.hash, mine].join(' ');
  });

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Call while the root component is set up. */
  static create(parts: Parts): OtherRun {
    const other = setOtherRun(new OtherRun(parts));
    $effect(() => {
      const key = other.#key;
      untrack(() => other.#read(key));
    });
    return other;
  }

  static get(): OtherRun {
    return getOtherRun();
  }

  /** The one chosen to compare with, else the newest other one; null without a second run. */
  get run(): RunRecord | null {
    const { comparison, project, selection } = this.#parts;
    const others = project.summary?.runs.filter(({ id }) => id !== selection.runId) ?? [];
    return others.find(({ id }) => id === comparison.withRunId) ?? newestOf(others);
  }

  /** Null while it is not known. */
  get evaluation(): EvaluationAnswer | null {
    const { value } = this.#latest;
    return value && value.key === this.#key ? value.answer : null;
  }

  get error(): Error | null {
    return this.#latest.error;
  }

  get isLoading(): boolean {
    return this.#latest.isLoading;
  }

  #read(key: string | null): void {
    const { run } = this;
    const itemId = this.#parts.project.item?.item.id;
    if (key === null || !run || itemId === undefined) {
      this.#latest.clear();
      return;
    }
    void this.#latest.load(async (signal) => ({
      key,
      answer: await itemsClient.evaluation(itemId, run.id, signal),
    }));
  }
}

const newestOf = (runs: readonly RunRecord[]) => runs.toSorted((a, b) => a.id - b.id).at(-1) ?? null;
