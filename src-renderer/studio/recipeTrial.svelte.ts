import { untrack } from 'svelte';
import type { TrialAnswer } from '#api/contract.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { runsClient } from '../client/runsClient.ts';
import { Latest } from './latest.svelte.ts';

/** Fields are typed into; what is in between is no recipe to try. */
const settleMs = 250;

/** What one frame's numbers would be under a recipe that is not in force. */
export class RecipeTrial {
  readonly #answer = new Latest<TrialAnswer>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  get answer(): TrialAnswer | null {
    return this.#answer.value;
  }

  get error(): Error | null {
    return this.#answer.error;
  }

  get isRunning(): boolean {
    return this.#answer.isLoading;
  }

  /** Tries a recipe shortly; null ends it. */
  ask(wanted: { readonly itemId: number; readonly runId: number; readonly recipe: Recipe } | null): void {
    clearTimeout(this.#timer);
    if (wanted === null) {
      untrack(() => this.#answer.clear());
      return;
    }
    const { itemId, runId, recipe } = wanted;
    this.#timer = setTimeout(() => {
      void this.#answer.load((signal) => runsClient.tryRecipe(itemId, runId, recipe, signal));
    }, settleMs);
  }
}
