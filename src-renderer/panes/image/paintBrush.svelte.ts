import type { Annotation, AnnotationDiff, Point, Shape } from '#domain/annotation/Annotation.ts';
import { hitTest } from '#domain/annotation/hitTest.ts';
import { paintStroke } from '#domain/annotation/paintStroke.ts';
import { rasteriseShape } from '#domain/annotation/rasteriseShape.ts';
import { countsOfMask } from '#domain/annotation/rle.ts';
import type { Mask } from '#domain/rasters/Raster.ts';
import {
  additionOf,
  changeOf,
  pointOf,
  type Draft,
  type DrawTarget,
  type DrawTool,
  type ToolPoint,
} from './drawTool.ts';

/**
 * Paints or erases by dragging. Painting goes on with the selected brush shape of the current class, else begins one.
 * Erasing takes from the selected shape, else from the shape under the first point; what is no brush shape becomes one,
 * and a shape without a pixel left is removed.
 */
export class PaintBrush implements DrawTool {
  #stroke = $state.raw<readonly Point[]>([]);
  #isSaving = $state(false);
  readonly #mode: 'add' | 'erase';
  readonly #target: () => DrawTarget | null;

  constructor(mode: 'add' | 'erase', target: () => DrawTarget | null) {
    this.#mode = mode;
    this.#target = target;
  }

  get draft(): Draft | null {
    const target = this.#target();
    if (!target || this.#stroke.length === 0) return null;
    const shape: Shape = { kind: 'polyline', points: this.#stroke, widthPx: target.brushWidthPx };
    const isErasing = this.#mode === 'erase';
    return { shape, classId: target.classId ?? 0, replaces: null, isOpen: false, isErasing };
  }

  press(at: ToolPoint): boolean {
    const target = this.#target();
    if (!target || this.#isSaving || (this.#mode === 'add' && target.classId === null)) return false;
    this.#stroke = [pointOf(at)];
    return true;
  }

  drag(at: ToolPoint): void {
    this.#stroke = [...this.#stroke, pointOf(at)];
  }

  release(): void {
    const target = this.#target();
    const diff = target && this.#diffOf(target);
    if (!target || !diff) {
      this.cancel();
      return;
    }
    this.#isSaving = true;
    void target.apply(diff).finally(() => {
      this.#isSaving = false;
      this.cancel();
      const [added] = diff.added;
      if (added) target.select(added.id);
    });
  }

  click(): void {
    // A press is always taken, so there are no clicks; without a class there is nothing to paint.
  }

  hover(): void {
    // The pane draws the brush's outline at the cursor by itself.
  }

  wants(): boolean {
    return false;
  }

  key(): void {
    // A stroke ends with its drag; there is nothing to finish or take back.
  }

  cancel(): void {
    this.#stroke = [];
  }

  #diffOf(target: DrawTarget): AnnotationDiff | null {
    const painted = this.#mode === 'add' ? brushToContinue(target) : this.#shapeToErase(target);
    if (this.#mode === 'erase' && !painted) return null;
    const { width, height } = target;
    const before: Mask = painted
      ? rasteriseShape(painted.shape, width, height)
      : { width, height, data: new Uint8Array(width * height) };
    const after = paintStroke(before, {
      points: this.#stroke,
      diameterPx: target.brushWidthPx,
      mode: this.#mode,
    });
    if (after.data.every((pixel, i) => pixel === before.data[i])) return null;
    if (painted && !after.data.includes(1)) return { added: [], updated: [], removed: [painted] };
    const shape: Shape = { kind: 'brush', counts: countsOfMask(after) };
    if (painted) return changeOf(painted, shape);
    const { added, updated, removed } = additionOf(target, target.classId!, shape);
    return { added, updated, removed };
  }

  #shapeToErase(target: DrawTarget): Annotation | null {
    const options = { tolerancePx: target.brushWidthPx / 2, height: target.height };
    return target.selected ?? hitTest(target.annotations, this.#stroke[0]!, options);
  }
}

function brushToContinue({ selected, classId }: DrawTarget): Annotation | null {
  return selected?.shape.kind === 'brush' && selected.classId === classId ? selected : null;
}
