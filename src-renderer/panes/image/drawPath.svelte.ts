import type { Point, Shape } from '#domain/annotation/Annotation.ts';
import {
  additionOf,
  isNear,
  pointOf,
  type Draft,
  type DrawTarget,
  type DrawTool,
  type ToolKey,
  type ToolPoint,
} from './drawTool.ts';

/** How polygons and polylines differ. */
export interface PathKind {
  readonly leastPoints: number;
  /** A click on the first point finishes. */
  readonly closes: boolean;
  shapeOf(points: readonly Point[], target: DrawTarget): Shape;
}

/**
 * Click by click a path of points. A click adds a point, a point just set can be dragged; double-click, Enter or (a
 * polygon) a click on the first point finishes; Backspace takes the last point away; Escape drops the path.
 */
export class DrawPath implements DrawTool {
  #points = $state.raw<readonly Point[]>([]);
  #hover = $state.raw<Point | null>(null);
  /** Kept on screen until the backend has it. */
  #saving = $state.raw<Draft | null>(null);
  #dragged: number | null = null;
  readonly #target: () => DrawTarget | null;
  readonly #kind: PathKind;

  constructor(kind: PathKind, target: () => DrawTarget | null) {
    this.#kind = kind;
    this.#target = target;
  }

  get draft(): Draft | null {
    const target = this.#target();
    if (this.#saving) return this.#saving;
    if (!target || target.classId === null || this.#points.length === 0) return null;
    const points = this.#hover ? [...this.#points, this.#hover] : this.#points;
    const shape = this.#kind.shapeOf(points, target);
    return { shape, classId: target.classId, replaces: null, isOpen: true, isErasing: false };
  }

  /** Points set so far. */
  get points(): readonly Point[] {
    return this.#points;
  }

  press(at: ToolPoint): boolean {
    const index = this.#points.findLastIndex((point) => isNear(point, pointOf(at), at.reachPx));
    const finishes = index === 0 && this.#kind.closes && this.#points.length >= this.#kind.leastPoints;
    this.#dragged = index >= 0 && !finishes && !at.isDouble ? index : null;
    return this.#dragged !== null;
  }

  drag(at: ToolPoint): void {
    this.#hover = null;
    this.#points = this.#points.map((point, i) => (i === this.#dragged ? pointOf(at) : point));
  }

  release(): void {
    this.#dragged = null;
  }

  click(at: ToolPoint): void {
    const first = this.#points[0];
    const closes =
      this.#kind.closes &&
      first !== undefined &&
      this.#points.length >= this.#kind.leastPoints &&
      isNear(first, pointOf(at), at.reachPx);
    if (closes || at.isDouble) {
      this.#finish();
      return;
    }
    if (this.#target()?.classId == null) return;
    this.#points = [...this.#points, pointOf(at)];
  }

  hover(at: ToolPoint): void {
    this.#hover = this.#points.length > 0 ? pointOf(at) : null;
  }

  wants(): boolean {
    return this.#points.length > 0;
  }

  key(key: ToolKey): void {
    if (key === 'Enter') this.#finish();
    if (key === 'Escape') this.cancel();
    if (key === 'Backspace') this.#points = this.#points.slice(0, -1);
  }

  cancel(): void {
    this.#points = [];
    this.#hover = null;
    this.#dragged = null;
  }

  /** Too few points: the path stays open. */
  #finish(): void {
    const target = this.#target();
    if (!target || target.classId === null || this.#points.length < this.#kind.leastPoints) return;
    const shape = this.#kind.shapeOf(this.#points, target);
    const saving = { shape, classId: target.classId, replaces: null, isOpen: false, isErasing: false };
    this.#saving = saving;
    this.cancel();
    const { id, ...diff } = additionOf(target, target.classId, shape);
    void target.apply(diff).finally(() => {
      if (this.#saving === saving) this.#saving = null;
      target.select(id);
    });
  }
}
