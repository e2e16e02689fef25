import { createContext, untrack } from 'svelte';
import type { ProblemListAnswer, ProblemsAnswer } from '#api/contract.ts';
import { problemKinds, type ProblemKind } from '#domain/doctor/ProblemKind.ts';
import { problemsClient, type ProblemQuery } from '../client/problemsClient.ts';
import type { Connection } from './connection.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Project } from './project.svelte.ts';
import { throttled } from './throttled.ts';

interface Parts {
  readonly project: Project;
  readonly connection: Connection;
  readonly notices: Notices;
}

/** So many files of a kind are read at first, and then each time more are asked for. */
const pageSize = 50;
/** Up to so many are all shown at once. */
const fewProblems = 12;

/** The files of the project that were rejected or are doubtful, by kind, and what is done about them. */
export class Problems {
  state = $state<'open' | 'settled'>('open');
  /** A part of the file's or the item's name; '' = all. */
  text = $state('');
  readonly #counts = new Latest<ProblemsAnswer>();
  readonly #lists = new Map(problemKinds.map(({ kind }) => [kind, new Latest<ProblemListAnswer>()]));
  #limits = $state.raw<Readonly<Partial<Record<ProblemKind, number>>>>({});
  #wasTouched = false;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  static create(parts: Parts): Problems {
    const problems = setProblems(new Problems(parts));
    const { project, connection } = parts;
    const path = $derived(project.summary?.path ?? null);
    $effect(() => {
      if (path === null) untrack(() => problems.#clear());
      else untrack(() => problems.#read());
    });
    $effect(() => {
      const query = { state: problems.state, text: problems.text };
      untrack(() => problems.#readLists(query));
    });
    $effect(() => {
      const { counts } = problems;
      untrack(() => counts && problems.#openFew(counts));
    });
    const refresh = throttled(() => problems.#read(), 1000);
    connection.on('items', refresh);
    connection.on('project', ({ project: open }) => open && refresh());
    return problems;
  }

  /** Null while they are being read. */
  get counts(): ProblemsAnswer | null {
    return this.#counts.value;
  }

  get error(): Error | null {
    return this.#counts.error;
  }

  isOpen(kind: ProblemKind): boolean {
    return this.#limits[kind] !== undefined;
  }

  /** Reads a kind's files, or forgets them. */
  setOpen(kind: ProblemKind, isOpen: boolean): void {
    this.#wasTouched = true;
    this.#limits = { ...this.#limits, [kind]: isOpen ? pageSize : undefined };
    if (isOpen) this.#readList(kind);
  }

  more(kind: ProblemKind): void {
    this.#limits = { ...this.#limits, [kind]: (this.#limits[kind] ?? 0) + pageSize };
    this.#readList(kind);
  }

  /** Null while it is being read. */
  list(kind: ProblemKind): ProblemListAnswer | null {
    return this.#lists.get(kind)?.value ?? null;
  }

  /** One undoable step, for one problem or all alike; what could not be mended is told. */
  async remedy(problemId: number, key: string, alike: boolean): Promise<void> {
    const { project, notices } = this.#parts;
    await notices.guard(async () => {
      const answer = await problemsClient.remedy(problemId, key, alike);
      project.take(answer.project);
      this.#read();
      for (const { message } of answer.refused) notices.tell(message);
      if (answer.left > 0) notices.tell(`${answer.left} more are alike: one step takes 10,000 files`);
    });
  }

  /** Examines the pixels of everything that changed since it was examined last. */
  async check(): Promise<void> {
    await this.#parts.notices.guard(() => problemsClient.check());
  }

  #read(): void {
    this.#counts.refresh(() => problemsClient.counts());
    this.#readLists();
  }

  /** What is short is shown at once, until the user opens or closes something. */
  #openFew({ kinds }: ProblemsAnswer): void {
    if (this.#wasTouched || kinds.length === 0) return;
    const total = kinds.reduce((sum, { rejected, doubtful }) => sum + rejected + doubtful, 0);
    const shown = total <= fewProblems ? kinds : kinds.slice(0, 1);
    const isNew = shown.filter(({ kind }) => !this.isOpen(kind));
    this.#limits = { ...this.#limits, ...Object.fromEntries(isNew.map(({ kind }) => [kind, pageSize])) };
    for (const { kind } of isNew) this.#readList(kind);
  }

  #readLists(query: Pick<ProblemQuery, 'state' | 'text'> = this): void {
    for (const { kind } of problemKinds) if (this.isOpen(kind)) this.#readList(kind, query);
  }

  #readList(kind: ProblemKind, { state, text }: Pick<ProblemQuery, 'state' | 'text'> = this): void {
    const query = { kind, state, text, offset: 0, limit: this.#limits[kind] ?? pageSize };
    void this.#lists.get(kind)?.load((signal) => problemsClient.list(query, signal));
  }

  #clear(): void {
    this.#counts.clear();
    for (const list of this.#lists.values()) list.clear();
    this.#limits = {};
    this.#wasTouched = false;
  }
}

const [getProblems, setProblems] = createContext<Problems>();

export { getProblems };
