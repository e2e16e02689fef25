import { createContext, untrack } from 'svelte';
import type { PhotometricAnswer } from '#api/contract.ts';
import { stereoClient } from '../client/stereoClient.ts';
import type { DisplayState, PaneKind } from './display.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { Project } from './project.svelte.ts';

/** The panes that show a map of the check. */
const checkPanes: readonly PaneKind[] = ['photometric-error', 'left-right', 'visibility', 'smoothness'];

const [getSelfCheck, setSelfCheck] = createContext<SelfCheck>();

/**
 * How the selected run's map explains the selected item's pair, without ground truth. Asked for only while somebody
 * looks: it takes matching the pair once more.
 */
export class SelfCheck {
  readonly #latest = new Latest<PhotometricAnswer & { readonly key: string }>();
  readonly #project: Project;
  readonly #display: DisplayState;
  #lookers = $state(0);

  /** What is checked: item, run and map; null where there is nothing to check. */
  readonly #subject = $derived.by(() => {
    const { item, evaluation } = this.#project;
    const prediction = evaluation?.prediction;
    const hasPair = ['left', 'right'].every((role) => item?.assets.some((asset) => asset.role === role));
    if (!item || !hasPair || !prediction?.rasterId) return null;
    const { runId, rasterId } = prediction;
    // Comparing it may give a relative map its unit.
    const aligned = evaluation?.evaluation?.alignedRasterId ?? '';
    const rig = JSON.stringify(item.item.rig);
    return { itemId: item.item.id, runId, key: [item.item.id, runId, rasterId, aligned, rig].join(' ') };
  });
  readonly #key = $derived(this.#subject?.key ?? null);

  constructor(project: Project, display: DisplayState) {
    this.#project = project;
    this.#display = display;
  }

  static create(project: Project, display: DisplayState): SelfCheck {
    const check = setSelfCheck(new SelfCheck(project, display));
    $effect(() => {
      const key = check.#key;
      if (key === null) check.#latest.clear();
      else if (check.isWanted) untrack(() => check.#load(key));
    });
    return check;
  }

  static get(): SelfCheck {
    return getSelfCheck();
  }

  /** Of what is selected now; null while it is not known. */
  get answer(): PhotometricAnswer | null {
    const { value } = this.#latest;
    return value && value.key === this.#key ? value : null;
  }

  get error(): Error | null {
    return this.#latest.error;
  }

  get isLoading(): boolean {
    return this.#latest.isLoading;
  }

  get isWanted(): boolean {
    return this.#lookers > 0 || checkPanes.some((kind) => this.#display.isVisible(kind));
  }

  /** For `$effect`: asks for the check until the answered function is called. */
  look(): () => void {
    untrack(() => (this.#lookers += 1));
    return () => untrack(() => (this.#lookers -= 1));
  }

  #load(key: string): void {
    const subject = this.#subject;
    if (!subject || this.answer) return;
    this.#latest.clear();
    void this.#latest.load(async (signal) => ({
      ...(await stereoClient.photometric(subject.itemId, subject.runId, signal)),
      key,
    }));
  }
}
