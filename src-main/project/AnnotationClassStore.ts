import type { AnnotationClass } from '#domain/annotation/Annotation.ts';
import { defaultClasses } from '#domain/annotation/defaultClasses.ts';
import { validateClasses } from '#domain/annotation/validateClasses.ts';
import { StudioError } from '#domain/errors.ts';
import { markStale } from './markStale.ts';
import type { Database } from './openDatabase.ts';

/**
 * The classes of annotations. A removed class is only hidden: the history may still hold annotations of it, and undo
 * brings both back.
 */
export class AnnotationClassStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  list(): AnnotationClass[] {
    return this.#database
      .prepare<[], AnnotationClass>(
        'SELECT id, name, color, key FROM annotation_classes WHERE removed = 0 ORDER BY position, id',
      )
      .all();
  }

  /** Replaces the list; an id below 1 means a new class. One transaction. @throws BadRequest */
  put(classes: readonly AnnotationClass[]): AnnotationClass[] {
    validateClasses(classes);
    return this.#database.transaction(() => {
      const earlier = new Map(this.list().map((known) => [known.id, known]));
      for (const { id } of classes) {
        if (id > 0 && !earlier.has(id)) {
          throw new StudioError('BadRequest', `there is no annotation class ${id}`, { id });
        }
      }
      const kept = new Set(classes.map(({ id }) => id));
      for (const known of earlier.values()) if (!kept.has(known.id)) this.#hide(known);
      // Names and keys may change places: clear them before they are set.
      this.#database
        .prepare("UPDATE annotation_classes SET key = NULL, name = '#' || id WHERE removed = 0")
        .run();
      classes.forEach((next, position) => {
        this.#write(next, position);
        const before = earlier.get(next.id);
        if (before && before.name !== next.name) this.#markItemsStale(next.id);
      });
      return this.list();
    })();
  }

  /** Adds the classes whose names are not there, without keys; answers the whole list. */
  ensure(wanted: readonly { readonly name: string; readonly color: string }[]): AnnotationClass[] {
    return this.#database.transaction(() => {
      const known = this.list();
      const added = wanted.filter(({ name }) => !known.some((each) => each.name === name));
      if (added.length === 0) return known;
      return this.put([...known, ...added.map((each, index) => ({ ...each, id: -index, key: null }))]);
    })();
  }

  putDefaults(): void {
    this.put(defaultClasses.map((each, index) => ({ ...each, id: -index })));
  }

  /** Brings a removed class back when an annotation needs it. @throws BadRequest where there never was one */
  makeSureOf(classId: number, annotationId: string): void {
    const row = this.#database
      .prepare<[number], { removed: 0 | 1 }>('SELECT removed FROM annotation_classes WHERE id = ?')
      .get(classId);
    if (!row) {
      throw new StudioError(
        'BadRequest',
        `annotation ${annotationId} is of class ${classId}, which does not exist`,
        { id: annotationId, classId },
      );
    }
    if (row.removed === 1) {
      this.#database.prepare<[number]>('UPDATE annotation_classes SET removed = 0 WHERE id = ?').run(classId);
    }
  }

  #write(next: AnnotationClass, position: number): void {
    const { name, color, key } = next;
    const hidden = this.#database
      .prepare<[string], { id: number }>('SELECT id FROM annotation_classes WHERE name = ?')
      .get(name);
    const id = next.id > 0 ? next.id : hidden?.id;
    if (next.id > 0 && hidden) {
      this.#database
        .prepare<[string, number]>('UPDATE annotation_classes SET name = ? WHERE id = ?')
        .run(`${name} (removed ${hidden.id})`, hidden.id);
    }
    this.#database
      .prepare(
        `INSERT INTO annotation_classes (id, name, color, key, position) VALUES (@id, @name, @color, @key, @position)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, color = excluded.color, key = excluded.key,
           position = excluded.position, removed = 0`,
      )
      .run({ id: id ?? null, name, color, key, position });
  }

  #hide(known: AnnotationClass): void {
    const { n } = this.#database
      .prepare<[number], { n: number }>('SELECT count(*) AS n FROM annotations WHERE class_id = ?')
      .get(known.id)!;
    if (n > 0) {
      throw new StudioError(
        'BadRequest',
        `class ${known.name} cannot be removed: it has ${n} annotation${n === 1 ? '' : 's'}`,
        {
          class: known.name,
          found: n,
        },
      );
    }
    this.#database
      .prepare<[number]>('UPDATE annotation_classes SET removed = 1, key = NULL WHERE id = ?')
      .run(known.id);
  }

  #markItemsStale(classId: number): void {
    const items = this.#database
      .prepare<[number], { id: number }>('SELECT DISTINCT item_id AS id FROM annotations WHERE class_id = ?')
      .all(classId);
    markStale(
      this.#database,
      items.map(({ id }) => id),
    );
  }
}
