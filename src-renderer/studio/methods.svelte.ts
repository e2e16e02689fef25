import { createContext } from 'svelte';
import type { MethodInfo } from '#api/contract.ts';
import { runsClient } from '../client/runsClient.ts';
import { Latest } from './latest.svelte.ts';

/** What can be run, with the options' ranges; read once. */
export class Methods {
  readonly #list = new Latest<readonly MethodInfo[]>();

  static create(): Methods {
    return setMethods(new Methods());
  }

  get list(): readonly MethodInfo[] {
    return this.#list.value ?? [];
  }

  get error(): Error | null {
    return this.#list.error;
  }

  async load(): Promise<void> {
    await this.#list.load(async () => (await runsClient.methods()).methods);
  }
}

export const [getMethods, setMethods] = createContext<Methods>();
