import type { AnnotationClass } from '#domain/annotation/Annotation.ts';
import { getAnnotations, type Annotations } from '../../studio/annotations.svelte.ts';

/** Okabe and Ito's set, safe for the colour-blind, then further ones. */
const colors = [
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#f0e442',
  '#0072b2',
  '#d55e00',
  '#cc79a7',
  '#8c6bb1',
  '#7fbf7b',
];

/** The classes as they are being edited; nothing is changed until they are saved. */
export class ClassDraft {
  classes = $state.raw<readonly AnnotationClass[]>([]);
  error = $state.raw<Error | null>(null);
  isSaving = $state(false);
  readonly #annotations: Annotations;

  constructor(annotations: Annotations) {
    this.#annotations = annotations;
    this.classes = annotations.classes;
  }

  static create(): ClassDraft {
    return new ClassDraft(getAnnotations());
  }

  /** Why the draft cannot be saved, or null. */
  get invalid(): string | null {
    const names = this.classes.map(({ name }) => name.trim());
    if (names.some((name) => name === '')) return 'Every class needs a name';
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) return `Two classes are named ${twice}`;
    const keys = this.classes.map(({ key }) => key).filter((key) => key !== null);
    const key = keys.find((one, index) => keys.indexOf(one) !== index);
    return key === undefined ? null : `Two classes have the key ${key}`;
  }

  change(id: number, part: Partial<AnnotationClass>): void {
    this.classes = this.classes.map((one) => (one.id === id ? { ...one, ...part } : one));
  }

  add(): void {
    const id = this.classes.reduce((largest, one) => Math.max(largest, one.id), 0) + 1;
    const color = colors.find((one) => !this.classes.some((used) => used.color === one)) ?? '#999999';
    const key =
      [1, 2, 3, 4, 5, 6, 7, 8, 9].find((one) => !this.classes.some((used) => used.key === one)) ?? null;
    this.classes = [...this.classes, { id, name: '', color, key }];
  }

  remove(id: number): void {
    this.classes = this.classes.filter((one) => one.id !== id);
  }

  /** True when it was saved. */
  async save(): Promise<boolean> {
    this.isSaving = true;
    this.error = null;
    try {
      await this.#annotations.saveClasses(this.classes.map((one) => ({ ...one, name: one.name.trim() })));
      return true;
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
      return false;
    } finally {
      this.isSaving = false;
    }
  }
}
