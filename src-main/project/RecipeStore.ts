import type { RecipeRecord } from '#domain/records.ts';

export declare class RecipeStore {
  /** Keeps the recipe under its hash (of its canonical text); a known hash is left as it is. */
  put(record: RecipeRecord): void;
  /** Puts a recipe in force; adds it when new. */
  setInForce(record: RecipeRecord): void;
  /** Null only in a project made without one. */
  inForce(): RecipeRecord | null;
  /** @throws NotFound */
  get(hash: string): RecipeRecord;
  list(): RecipeRecord[];
}
