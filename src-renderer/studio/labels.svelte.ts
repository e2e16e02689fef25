import { createContext, untrack } from 'svelte';
import type { LabelsAnswer } from '#api/contract.ts';
import type { ItemFilter } from '#domain/items/ItemFilter.ts';
import type { LabelEdit } from '#domain/items/ItemLabels.ts';
import { labelsClient } from '../client/labelsClient.ts';
import type { Connection } from './connection.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { Selection } from './selection.svelte.ts';

interface Parts {
  readonly selection: Selection;
  readonly project: Project;
  readonly connection: Connection;
  readonly notices: Notices;
}

/** Whose labels an edit changes: the selected item, or all that the list shows. */
export type LabelScope = 'item' | 'listed';

/** Tags, split and note of the selected item, and the filters that were given a name. */
export class Labels {
  readonly #ofItem = new Latest<LabelsAnswer>();
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  static create(parts: Parts): Labels {
    const labels = setLabels(new Labels(parts));
    const { selection, connection } = parts;
    $effect(() => {
      const { itemId } = selection;
      untrack(() => labels.#load(itemId));
    });
    connection.on('items', ({ ids }) => {
      if (selection.itemId !== null && (ids?.includes(selection.itemId) ?? true))
        labels.#load(selection.itemId);
    });
    return labels;
  }

  /** Null while they are being read. */
  get ofItem(): LabelsAnswer | null {
    return this.#ofItem.value;
  }

  /** One undoable step; a refused one is told and changes nothing. */
  async edit(scope: LabelScope, edit: LabelEdit): Promise<void> {
    const { selection, project, notices } = this.#parts;
    const { filter, runId } = project.items;
    const items =
      scope === 'listed'
        ? { filter, run: runId }
        : { itemIds: selection.itemId === null ? [] : [selection.itemId] };
    await notices.guard(async () => {
      project.take(await labelsClient.edit(items, edit));
    });
  }

  async saveFilter(name: string, filter: ItemFilter): Promise<void> {
    const { project, notices } = this.#parts;
    await notices.guard(async () => project.take(await labelsClient.saveFilter(name, filter)));
  }

  async removeFilter(id: number): Promise<void> {
    const { project, notices } = this.#parts;
    await notices.guard(async () => project.take(await labelsClient.removeFilter(id)));
  }

  #load(itemId: number | null): void {
    if (itemId === null) this.#ofItem.clear();
    else void this.#ofItem.load((signal) => labelsClient.of(itemId, signal));
  }
}

const [getLabels, setLabels] = createContext<Labels>();

export { getLabels };
