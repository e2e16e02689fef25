import type { Annotation, AnnotationDiff, Shape } from '#domain/annotation/Annotation.ts';
import type { DrawTarget, ToolPoint } from './drawTool.ts';

/** For tests: a target of 40 × 30 pixels that applies diffs to its own list and keeps them. */
export class RecordingTarget implements DrawTarget {
  readonly itemId = 7;
  readonly width = 40;
  readonly height = 30;
  readonly brushWidthPx = 4;
  readonly polylineWidthPx = 3;
  classId: number | null = 2;
  annotations: readonly Annotation[] = [];
  selectedId: string | null = null;
  readonly diffs: AnnotationDiff[] = [];

  get selected(): Annotation | null {
    return this.annotations.find(({ id }) => id === this.selectedId) ?? null;
  }

  select(id: string | null): void {
    this.selectedId = id;
  }

  apply(diff: AnnotationDiff): Promise<void> {
    this.diffs.push(diff);
    const gone = [...diff.removed, ...diff.updated.map(([before]) => before)].map(({ id }) => id);
    const kept = this.annotations.filter(({ id }) => !gone.includes(id));
    this.annotations = [...kept, ...diff.updated.map(([, after]) => after), ...diff.added];
    return Promise.resolve();
  }

  /** Puts a shape there as if it had been drawn before, and selects it. */
  hold(shape: Shape): Annotation {
    const annotation = { id: `shape ${this.annotations.length}`, itemId: 7, classId: 2, shape, note: '' };
    this.annotations = [...this.annotations, annotation];
    this.selectedId = annotation.id;
    return annotation;
  }
}

export function at(x: number, y: number, more: Partial<ToolPoint> = {}): ToolPoint {
  return { x, y, reachPx: 1, alt: false, isDouble: false, ...more };
}
