import { allCauses } from '../causes/allCauses.ts';
import { unexplained } from '../causes/explainRegion.ts';
import { labelOf } from '../regions/regionSentence.ts';

/** A cause with the letter that names it in the quick list. */
interface CauseKey {
  readonly cause: string;
  readonly label: string;
  readonly key: string;
}

/** Every cause with a letter of its own: the first letter of its label that no cause before it has, else any free one. */
export const causeKeys: readonly CauseKey[] = (() => {
  const taken = new Set<string>();
  return [...allCauses.map(({ name }) => name), unexplained].map((cause) => {
    const label = labelOf(cause);
    const letters = `${label}abcdefghijklmnopqrstuvwxyz`.toLowerCase().match(/[a-z]/g) ?? [];
    const key = letters.find((letter) => !taken.has(letter)) ?? '';
    taken.add(key);
    return { cause, label, key };
  });
})();
