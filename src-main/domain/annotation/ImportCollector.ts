import type { Annotation } from './Annotation.ts';
import { isSameAnnotation, textOfShape } from './annotationDiff.ts';
import type { AnnotationImport } from './AnnotationSet.ts';

/**
 * Gathers what an import brings: an annotation that is in the project already, by id or by being equal in item, class
 * and shape, is not added again.
 */
export class ImportCollector {
  readonly #known: Map<string, Annotation>;
  readonly #places: Set<string>;
  readonly #added: Annotation[] = [];
  readonly #updated: (readonly [Annotation, Annotation])[] = [];
  readonly #items = new Set<number>();
  readonly #warnings: string[] = [];
  readonly #newId: () => string;
  #shapes = 0;

  constructor(existing: readonly Annotation[], newId: () => string) {
    this.#known = new Map(existing.map((annotation) => [annotation.id, annotation]));
    this.#places = new Set(existing.map(placeOf));
    this.#newId = newId;
  }

  warn(warning: string): void {
    if (!this.#warnings.includes(warning)) this.#warnings.push(warning);
  }

  /** @param id null where the file has none: a new one is made. */
  take(annotation: Omit<Annotation, 'id'>, id: string | null): void {
    this.#shapes++;
    this.#items.add(annotation.itemId);
    const known = id === null ? undefined : this.#known.get(id);
    if (known && id !== null) this.#update(known, { ...annotation, id });
    else if (id !== null || !this.#places.has(placeOf(annotation))) {
      this.#add({ ...annotation, id: id ?? this.#newId() });
    }
  }

  result(): AnnotationImport {
    return {
      diff: { added: this.#added, updated: this.#updated, removed: [] },
      items: this.#items.size,
      shapes: this.#shapes,
      warnings: this.#warnings,
    };
  }

  #add(annotation: Annotation): void {
    this.#added.push(annotation);
    this.#known.set(annotation.id, annotation);
    this.#places.add(placeOf(annotation));
  }

  #update(known: Annotation, next: Annotation): void {
    if (isSameAnnotation(known, next)) return;
    if (this.#added.includes(known)) {
      this.#add({ ...next, id: this.#newId() });
      return;
    }
    this.#updated.push([known, next]);
    this.#known.set(next.id, next);
  }
}

function placeOf({ itemId, classId, shape }: Omit<Annotation, 'id'>): string {
  return JSON.stringify([itemId, classId, textOfShape(shape)]);
}
