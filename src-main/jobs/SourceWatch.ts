import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAbortError, isStudioError } from '#domain/errors.ts';
import type { AssetFacts } from '#project/ItemStore.ts';
import type { Project } from '#project/Project.ts';
import { lookAt, placeOf } from './freshSources.ts';
import type { FileFacts } from './freshSources.ts';
import { ScanThread } from './ScanThread.ts';
import type { Emit } from './WorkspaceEvent.ts';

export interface SourceWatchOptions {
  readonly project: Project;
  readonly emit: Emit;
  readonly onBug: (error: unknown) => void;
}

/** So many files are asked about at a time; between two pages others get their turn. */
const pageSize = 250;
const pauseMs = 5;
/** A program that writes a file tells of it several times. */
const settleMs = 400;
/** More folders than this are not watched; what changes in them is found at the next opening or before a run. */
const mostFolders = 256;

/**
 * Notices files that changed, moved or went while the project is open: all are looked at once when it is opened (size and
 * time, then content where those are others), and from then on their folders are watched where the system can.
 */
export class SourceWatch {
  readonly #options: SourceWatchOptions;
  readonly #stop = new AbortController();
  readonly #watchers: FSWatcher[] = [];
  readonly #touched = new Map<number, AssetFacts>();
  #timer: NodeJS.Timeout | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(options: SourceWatchOptions) {
    this.#options = options;
  }

  /** Watches, and looks at everything in the background. Nothing is done for a project open for reading. */
  start(): void {
    if (this.#options.project.readOnly || this.#stop.signal.aborted) return;
    this.#watchFolders();
    this.#inTurn(() => this.lookAtAll());
  }

  /** What is under way ends within one file. */
  async close(): Promise<void> {
    this.#stop.abort();
    if (this.#timer) clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
    await this.#work;
  }

  /** Looks at every file of the project; answers how many are different from what the project knew. */
  async lookAtAll(): Promise<number> {
    const { items } = this.#options.project;
    const { signal } = this.#stop;
    let different = 0;
    let page = items.factsAfter(0, pageSize);
    const thread = page.length === pageSize ? new ScanThread() : null;
    try {
      while (page.length > 0) {
        const found = await this.#sizesOf(page, thread);
        different += await this.#compare(page, found);
        const last = page.at(-1)!.id;
        if (thread) await pause(pauseMs, undefined, { signal });
        signal.throwIfAborted();
        page = items.factsAfter(last, pageSize);
      }
    } finally {
      await thread?.close();
    }
    return different;
  }

  async #sizesOf(
    page: readonly AssetFacts[],
    thread: ScanThread | null,
  ): Promise<readonly (FileFacts | null | undefined)[]> {
    if (thread === null) return page.map(() => undefined);
    const { project } = this.#options;
    // What may not be read is not looked at either.
    const paths = page.map((facts) => placeOf(project, facts) ?? '');
    return await thread.look(paths, this.#stop.signal);
  }

  async #compare(
    page: readonly AssetFacts[],
    found: readonly (FileFacts | null | undefined)[],
  ): Promise<number> {
    const { project, emit } = this.#options;
    const { signal } = this.#stop;
    const changed = new Set<number>();
    for (const [index, facts] of page.entries()) {
      signal.throwIfAborted();
      const at = found[index];
      const known = at === undefined ? {} : { found: at };
      const news = await lookAt(project, facts, { hashUnknown: false, signal, ...known });
      if (news !== 'same' && news !== 'read') changed.add(facts.itemId);
    }
    if (changed.size === 0) return 0;
    emit({ type: 'items', ids: [...changed] });
    emit({ type: 'project' });
    return changed.size;
  }

  #watchFolders(): void {
    const { project } = this.#options;
    for (const root of project.roots.list()) {
      for (const folder of project.items.foldersOf(root.id, mostFolders - this.#watchers.length)) {
        this.#watchFolder(root.id, resolve(project.folder, root.path), folder);
      }
    }
  }

  #watchFolder(rootId: number, root: string, folder: string): void {
    const { items } = this.#options.project;
    try {
      const watcher = watch(join(root, folder), { persistent: false }, (_, name) => {
        if (name === null) return;
        const touched = items.factsAt(rootId, `${folder}${name}`);
        for (const facts of touched) this.#touched.set(facts.id, facts);
        if (touched.length > 0) this.#lookSoon();
      });
      // A folder that goes takes its watcher along; its files are found missing when they are looked at.
      watcher.on('error', () => watcher.close());
      this.#watchers.push(watcher);
    } catch {
      // No such folder, or no more watchers to be had: files are looked at when the project is opened and before a run.
    }
  }

  #lookSoon(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const touched = [...this.#touched.values()];
      this.#touched.clear();
      this.#inTurn(() => this.#compare(touched, []));
    }, settleMs);
  }

  #inTurn(work: () => Promise<number>): void {
    this.#work = this.#work.then(async () => {
      try {
        await work();
      } catch (error) {
        if (isAbortError(error) && this.#stop.signal.aborted) return;
        if (!isStudioError(error)) this.#options.onBug(error);
      }
    });
  }
}
