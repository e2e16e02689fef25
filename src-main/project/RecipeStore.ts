import { StudioError } from '#domain/errors.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { RecipeRecord } from '#domain/records.ts';
import { MetaStore } from './MetaStore.ts';
import type { Database } from './openDatabase.ts';

type RecipeDbRow = Omit<RecipeRecord, 'recipe'> & { readonly recipe: string };

/** Every recipe that a number was made with, and the one in force. */
export class RecipeStore {
  readonly #database: Database;
  readonly #meta: MetaStore;

  constructor(database: Database) {
    this.#database = database;
    this.#meta = new MetaStore(database);
  }

  /** Keeps a recipe under the hash of its canonical text; one that is known is left as it is. */
  put(record: RecipeRecord): void {
    this.#database
      .prepare<[string, string, string]>(
        'INSERT INTO recipes (hash, label, recipe) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      )
      .run(record.hash, record.label, JSON.stringify(record.recipe));
  }

  /** Puts a recipe in force, adding it when new. */
  setInForce(record: RecipeRecord): void {
    this.#database.transaction(() => {
      this.put(record);
      this.#meta.set('recipeInForce', record.hash);
    })();
  }

  /** Null before the first one was put in force. */
  inForce(): RecipeRecord | null {
    const hash = this.#meta.get('recipeInForce') as string | null;
    return hash === null ? null : this.get(hash);
  }

  /** @throws NotFound */
  get(hash: string): RecipeRecord {
    const row = this.#database
      .prepare<[string], RecipeDbRow>('SELECT hash, label, recipe FROM recipes WHERE hash = ?')
      .get(hash);
    if (!row) throw new StudioError('NotFound', `there is no recipe ${hash}`, { hash });
    return recipeFromRow(row);
  }

  list(): RecipeRecord[] {
    return this.#database
      .prepare<[], RecipeDbRow>('SELECT hash, label, recipe FROM recipes ORDER BY label, hash')
      .all()
      .map(recipeFromRow);
  }
}

function recipeFromRow(row: RecipeDbRow): RecipeRecord {
  return { ...row, recipe: JSON.parse(row.recipe) as Recipe };
}
