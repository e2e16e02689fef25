import type { Annotation, AnnotationDiff, Point, Shape } from '#domain/annotation/Annotation.ts';

/** Where a tool is used. Image pixels; (0, 0) is the corner of the top-left pixel. */
export interface ToolPoint {
  readonly x: number;
  readonly y: number;
  /** What counts as "on" a point or edge: 8 screen pixels, in image pixels. */
  readonly reachPx: number;
  readonly alt: boolean;
  /** The second click of a double-click. */
  readonly isDouble: boolean;
}

/** A shape that is being made or changed, and is not saved yet. */
export interface Draft {
  readonly shape: Shape;
  readonly classId: number;
  /** The annotation that the draft stands in for; null for a new one. */
  readonly replaces: string | null;
  /** Points still follow: drawn without its closing edge, with handles. */
  readonly isOpen: boolean;
  readonly isErasing: boolean;
}

export type ToolKey = 'Enter' | 'Escape' | 'Backspace';

/**
 * A pointer interaction as a state machine. The pane decides what is a pan; a tool sees only what is meant for it:
 * press → drag* → release when it took the press, else click when the pointer was let go in place.
 */
export interface DrawTool {
  readonly draft: Draft | null;
  /** True = the drag that follows is the tool's; false = it pans, and a release in place is a click. */
  press(at: ToolPoint): boolean;
  drag(at: ToolPoint): void;
  release(): void;
  click(at: ToolPoint): void;
  hover(at: ToolPoint): void;
  /** True while the key means something to the tool; else it keeps its common meaning. */
  wants(key: ToolKey): boolean;
  key(key: ToolKey): void;
  /** The tool is laid aside: an unfinished shape is dropped. */
  cancel(): void;
}

/** What tools act on; panes make it from the studio's selection and annotations. */
export interface DrawTarget {
  readonly itemId: number;
  readonly width: number;
  readonly height: number;
  readonly annotations: readonly Annotation[];
  readonly selected: Annotation | null;
  /** Of new shapes; null = there is no class, and nothing can be drawn. */
  readonly classId: number | null;
  readonly brushWidthPx: number;
  readonly polylineWidthPx: number;
  select(annotationId: string | null): void;
  apply(diff: AnnotationDiff): Promise<void>;
}

/** The diff that adds one new shape. */
export function additionOf(
  target: DrawTarget,
  classId: number,
  shape: Shape,
): AnnotationDiff & { id: string } {
  const id = crypto.randomUUID();
  const annotation: Annotation = { id, itemId: target.itemId, classId, shape, note: '' };
  return { id, added: [annotation], updated: [], removed: [] };
}

/** The diff that gives an annotation another shape. */
export function changeOf(annotation: Annotation, shape: Shape): AnnotationDiff {
  return { added: [], updated: [[annotation, { ...annotation, shape }]], removed: [] };
}

export const pointOf = (at: ToolPoint): Point => [at.x, at.y];

export const isNear = (a: Point, b: Point, reachPx: number) =>
  Math.hypot(a[0] - b[0], a[1] - b[1]) <= reachPx;
