import type { Annotation, AnnotationClass, AnnotationDiff } from './Annotation.ts';

/** An item as annotation files know it. */
export interface ExchangeItem {
  readonly id: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Of the left picture, relative to the project file's folder, with forward slashes. */
  readonly fileName: string;
}

/** The annotations of a project, or of some of its items. */
export interface AnnotationSet {
  readonly items: readonly ExchangeItem[];
  readonly classes: readonly AnnotationClass[];
  readonly annotations: readonly Annotation[];
}

/** What an import would do. */
export interface AnnotationImport {
  readonly diff: AnnotationDiff;
  /** Items that shapes were found for. */
  readonly items: number;
  /** Shapes that were taken over, counting those that are in the project already. */
  readonly shapes: number;
  /** One sentence for everything that was left out or changed. */
  readonly warnings: readonly string[];
}

/** A class that an annotation file brings along. */
export interface WantedClass {
  readonly name: string;
  /** #rrggbb */
  readonly color: string;
}
