import { createContext } from 'svelte';
import type { BundleSizeAnswer } from '#api/contract.ts';
import { bundlesClient, type BundledItems, type BundleWish } from '../client/bundlesClient.ts';
import { Latest } from './latest.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { Selection } from './selection.svelte.ts';

/** Which items a bundle carries. */
export type BundleScope = 'all' | 'listed' | 'item';

interface Parts {
  readonly project: Project;
  readonly selection: Selection;
}

/** Bundles: parts of the open project as one file for another machine, and such files opened. */
export class Bundles {
  readonly #size = new Latest<BundleSizeAnswer>();
  readonly #parts: Parts;
  #unpacking: AbortController | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  static create(parts: Parts): Bundles {
    return setBundles(new Bundles(parts));
  }

  /** What was measured last; null while that is going on. */
  get size(): BundleSizeAnswer | null {
    return this.#size.isLoading ? null : this.#size.value;
  }

  get sizeError(): Error | null {
    return this.#size.error;
  }

  measure(scope: BundleScope): void {
    void this.#size.load((signal) => bundlesClient.size(this.#itemsOf(scope), signal));
  }

  /** Answers the id of the job that writes it. */
  async write(scope: BundleScope, wish: BundleWish): Promise<number> {
    const { jobId } = await bundlesClient.write(this.#itemsOf(scope), wish);
    return jobId;
  }

  /** Unpacks a bundle into a new folder and opens it. @throws AbortError when it is stopped */
  async open(path: string, folder: string): Promise<void> {
    this.stop();
    const controller = new AbortController();
    this.#unpacking = controller;
    this.#parts.project.take(await bundlesClient.unpack(path, folder, controller.signal));
  }

  /** Ends unpacking; nothing of it stays. */
  stop(): void {
    this.#unpacking?.abort();
    this.#unpacking = null;
  }

  #itemsOf(scope: BundleScope): BundledItems {
    const { project, selection } = this.#parts;
    if (scope === 'all') return {};
    if (scope === 'item') return { itemIds: selection.itemId === null ? [] : [selection.itemId] };
    return { filter: project.items.filter, run: project.items.runId };
  }
}

const [getBundles, setBundles] = createContext<Bundles>();

export { getBundles };
