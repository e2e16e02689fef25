import type { Annotation, Point, Shape } from '#domain/annotation/Annotation.ts';
import { squaredDistance } from '#domain/annotation/fillBand.ts';
import { hitTest } from '#domain/annotation/hitTest.ts';
import { maskFromCounts, countsOfMask } from '#domain/annotation/rle.ts';
import type { Mask } from '#domain/rasters/Raster.ts';
import {
  changeOf,
  isNear,
  pointOf,
  type Draft,
  type DrawTarget,
  type DrawTool,
  type ToolKey,
  type ToolPoint,
} from './drawTool.ts';

/** Place of a point in a shape: part (always 0 for a polyline) and index. */
interface Vertex {
  readonly part: number;
  readonly index: number;
}

type Grip =
  { readonly kind: 'vertex'; readonly vertex: Vertex } | { readonly kind: 'shape'; readonly from: Point };

/**
 * Selects shapes and changes them: a click selects, a dragged point moves, a dragged shape moves as a whole, Alt and
 * press on an edge puts a point there, Alt and press on a point takes it away. (Delete is a command of the window.)
 */
export class EditShape implements DrawTool {
  #annotation = $state.raw<Annotation | null>(null);
  #shape = $state.raw<Shape | null>(null);
  #grip: Grip | null = null;
  readonly #target: () => DrawTarget | null;

  constructor(target: () => DrawTarget | null) {
    this.#target = target;
  }

  get draft(): Draft | null {
    if (!this.#annotation || !this.#shape) return null;
    const { classId, id } = this.#annotation;
    return { shape: this.#shape, classId, replaces: id, isOpen: false, isErasing: false };
  }

  press(at: ToolPoint): boolean {
    const target = this.#target();
    if (!target || this.#shape) return false;
    return (target.selected !== null && this.#grabPart(target.selected, at)) || this.#grabShape(target, at);
  }

  drag(at: ToolPoint): void {
    const annotation = this.#annotation;
    const target = this.#target();
    if (!annotation || !target || !this.#grip) return;
    const { shape } = annotation;
    if (this.#grip.kind === 'vertex') {
      const { vertex } = this.#grip;
      this.#shape = mapPoints(shape, (point, at2) => (isSame(at2, vertex) ? pointOf(at) : point));
      return;
    }
    const [fromX, fromY] = this.#grip.from;
    this.#shape = moved(shape, at.x - fromX, at.y - fromY, target);
  }

  release(): void {
    const [annotation, shape, target] = [this.#annotation, this.#shape, this.#target()];
    this.#grip = null;
    if (!annotation || !shape || !target) {
      this.cancel();
      return;
    }
    // An edge's new point is part of `annotation` already; what is stored is the selected one.
    const stored = target.annotations.find(({ id }) => id === annotation.id) ?? annotation;
    void target.apply(changeOf(stored, shape)).finally(() => this.cancel());
  }

  click(): void {
    this.#target()?.select(null);
  }

  hover(): void {
    // Nothing follows the pointer until it is pressed.
  }

  wants(key: ToolKey): boolean {
    return key === 'Escape' && (this.#shape !== null || this.#target()?.selected != null);
  }

  /** Escape drops the change under way, else the selection. */
  key(): void {
    if (this.#shape) this.cancel();
    else this.#target()?.select(null);
  }

  cancel(): void {
    this.#annotation = null;
    this.#shape = null;
    this.#grip = null;
  }

  #grabPart(selected: Annotation, at: ToolPoint): boolean {
    const vertex = vertexNear(selected.shape, at);
    if (vertex && at.alt) return this.#begin(selected, withoutPoint(selected.shape, vertex), null);
    if (vertex) return this.#begin(selected, null, { kind: 'vertex', vertex });
    const edge = at.alt ? edgeNear(selected.shape, at) : null;
    if (!edge) return false;
    const shape = withPoint(selected.shape, edge, pointOf(at));
    return this.#begin({ ...selected, shape }, shape, { kind: 'vertex', vertex: edge });
  }

  #grabShape(target: DrawTarget, at: ToolPoint): boolean {
    const hit = hitTest(target.annotations, pointOf(at), { tolerancePx: at.reachPx, height: target.height });
    if (!hit) return false;
    target.select(hit.id);
    return this.#begin(hit, null, { kind: 'shape', from: pointOf(at) });
  }

  #begin(annotation: Annotation, shape: Shape | null, grip: Grip | null): boolean {
    this.#annotation = annotation;
    this.#shape = shape;
    this.#grip = grip;
    return true;
  }
}

const isSame = (a: Vertex, b: Vertex) => a.part === b.part && a.index === b.index;

function partsOf(shape: Shape): readonly (readonly Point[])[] {
  return shape.kind === 'polygon' ? shape.parts : shape.kind === 'polyline' ? [shape.points] : [];
}

function withParts(shape: Shape, parts: readonly (readonly Point[])[]): Shape {
  if (shape.kind === 'polygon') return { ...shape, parts };
  return shape.kind === 'polyline' ? { ...shape, points: parts[0]! } : shape;
}

function mapPoints(shape: Shape, change: (point: Point, at: Vertex) => Point): Shape {
  return withParts(
    shape,
    partsOf(shape).map((points, part) => points.map((point, index) => change(point, { part, index }))),
  );
}

function vertexNear(shape: Shape, at: ToolPoint): Vertex | null {
  for (const [part, points] of partsOf(shape).entries()) {
    const index = points.findIndex((point) => isNear(point, pointOf(at), at.reachPx));
    if (index >= 0) return { part, index };
  }
  return null;
}

/** Where a new point goes that splits the edge under the pointer. */
function edgeNear(shape: Shape, at: ToolPoint): Vertex | null {
  for (const [part, points] of partsOf(shape).entries()) {
    const last = shape.kind === 'polygon' ? points.length : points.length - 1;
    for (let index = 0; index < last; index += 1) {
      const end = points[(index + 1) % points.length]!;
      if (squaredDistance(pointOf(at), points[index]!, end) <= at.reachPx ** 2)
        return { part, index: index + 1 };
    }
  }
  return null;
}

function withPoint(shape: Shape, at: Vertex, point: Point): Shape {
  return withParts(
    shape,
    partsOf(shape).map((points, part) => (part === at.part ? points.toSpliced(at.index, 0, point) : points)),
  );
}

/** Null where too few points would be left. */
function withoutPoint(shape: Shape, at: Vertex): Shape | null {
  const least = shape.kind === 'polygon' ? 3 : 2;
  const parts = partsOf(shape);
  if (parts[at.part]!.length <= least) return null;
  return withParts(
    shape,
    parts.map((points, part) => (part === at.part ? points.toSpliced(at.index, 1) : points)),
  );
}

function moved(shape: Shape, dx: number, dy: number, { width, height }: DrawTarget): Shape {
  if (shape.kind !== 'brush') return mapPoints(shape, ([x, y]) => [x + dx, y + dy]);
  const mask = maskFromCounts(shape.counts, width, height);
  return { kind: 'brush', counts: countsOfMask(shifted(mask, Math.round(dx), Math.round(dy))) };
}

/** What is pushed out of the image is lost. */
function shifted({ width, height, data }: Mask, dx: number, dy: number): Mask {
  const target = new Uint8Array(data.length);
  for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y += 1) {
    for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x += 1) {
      target[(y + dy) * width + x + dx] = data[y * width + x]!;
    }
  }
  return { width, height, data: target };
}
