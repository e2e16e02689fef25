import { createContext, untrack } from 'svelte';
import type { ProblemRecord } from '#domain/records.ts';
import { projectClient } from '../client/projectClient.ts';
import type { Connection } from './connection.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { Project } from './project.svelte.ts';
import { throttled } from './throttled.ts';

/** The files of the project that were rejected or are doubtful, each with its reason. */
export class Problems {
  readonly #list = new Latest<readonly ProblemRecord[]>();

  static create(project: Project, connection: Connection): Problems {
    const problems = setProblems(new Problems());
    const path = $derived(project.summary?.path ?? null);
    $effect(() => {
      if (path === null) untrack(() => problems.#list.clear());
      else untrack(() => problems.#load());
    });
    const refresh = throttled(() => problems.#load(), 1000);
    connection.on('items', refresh);
    connection.on('project', ({ project: open }) => open && refresh());
    return problems;
  }

  get list(): readonly ProblemRecord[] {
    return this.#list.value ?? [];
  }

  get error(): Error | null {
    return this.#list.error;
  }

  #load(): void {
    void this.#list.load(async () => (await projectClient.problems()).problems);
  }
}

const [getProblems, setProblems] = createContext<Problems>();

export { getProblems };
