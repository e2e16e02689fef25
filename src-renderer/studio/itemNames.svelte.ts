import { SvelteMap } from 'svelte/reactivity';
import { itemsClient } from '../client/itemsClient.ts';

/** Names of items that are pointed at one by one, read when first asked for. */
export class ItemNames {
  readonly #names = new SvelteMap<number, string>();
  #wanted: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Null while it is not known; asking has it read, once the asker stays with the item for a moment. */
  of(itemId: number): string | null {
    const known = this.#names.get(itemId);
    if (known !== undefined) return known;
    if (this.#wanted !== itemId) {
      this.#wanted = itemId;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#read(itemId), 80);
    }
    return null;
  }

  async #read(itemId: number): Promise<void> {
    try {
      const { item } = await itemsClient.get(itemId);
      this.#names.set(itemId, item.name);
    } catch (error) {
      this.#names.set(itemId, `item ${itemId} (${error instanceof Error ? error.message : String(error)})`);
    }
  }
}
