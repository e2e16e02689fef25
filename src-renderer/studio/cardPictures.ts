import type { CardFacts, CardMap } from '#domain/review/CardFacts.ts';
import { reviewClient } from '../client/reviewClient.ts';

/** A card's picture as an img shows it. */
export interface ShownCard {
  readonly url: string;
  readonly facts: CardFacts;
}

/** Some 15 kB each. */
const mostKept = 400;

/** Pictures of cards, kept while they are likely to be looked at again. */
export class CardPictures {
  readonly #kept = new Map<string, ShownCard>();

  /** At once where it is kept. */
  peek(id: number, map: CardMap): ShownCard | null {
    return this.#kept.get(keyOf(id, map)) ?? null;
  }

  async read(id: number, map: CardMap, signal: AbortSignal): Promise<ShownCard> {
    const { blob, facts } = await reviewClient.card(id, map, signal);
    const key = keyOf(id, map);
    const known = this.#kept.get(key);
    if (known) URL.revokeObjectURL(known.url);
    this.#kept.delete(key);
    const card = { url: URL.createObjectURL(blob), facts };
    this.#kept.set(key, card);
    for (const [oldest, { url }] of this.#kept) {
      if (this.#kept.size <= mostKept) break;
      URL.revokeObjectURL(url);
      this.#kept.delete(oldest);
    }
    return card;
  }

  clear(): void {
    for (const { url } of this.#kept.values()) URL.revokeObjectURL(url);
    this.#kept.clear();
  }
}

function keyOf(id: number, map: CardMap): string {
  return `${id} ${map}`;
}
