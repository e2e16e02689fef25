import { createContext } from 'svelte';
import type { Annotations } from '../../studio/annotations.svelte.ts';
import type { Review } from '../../studio/review.svelte.ts';
import type { Selection, Tool } from '../../studio/selection.svelte.ts';
import type { ItemLayers } from '../ItemLayers.svelte.ts';
import { drawPolygon } from './drawPolygon.ts';
import { drawPolyline } from './drawPolyline.ts';
import type { Draft, DrawTarget, DrawTool, ToolKey } from './drawTool.ts';
import { EditShape } from './editShape.svelte.ts';
import { PaintBrush } from './paintBrush.svelte.ts';

const [getDrawing, setDrawing] = createContext<Drawing>();

interface Parts {
  readonly selection: Selection;
  readonly annotations: Annotations;
  readonly review: Review;
  readonly layers: ItemLayers;
}

/** The tool in hand. All flat panes share it: a shape begun on one can be finished on another. */
export class Drawing {
  readonly #parts: Parts;
  readonly #tools: Readonly<Record<Exclude<Tool, 'view'>, DrawTool>>;

  constructor(parts: Parts) {
    this.#parts = parts;
    const target = () => this.target;
    this.#tools = {
      select: new EditShape(target),
      polygon: drawPolygon(target),
      polyline: drawPolyline(target),
      brush: new PaintBrush('add', target),
      erase: new PaintBrush('erase', target),
    };
  }

  /** Call while a component is set up: an unfinished shape is dropped when tool or item change. */
  static create(parts: Parts): Drawing {
    const drawing = setDrawing(new Drawing(parts));
    $effect(() => {
      const held = drawing.#toolFor(parts.selection.itemId, parts.selection.tool);
      return () => held?.cancel();
    });
    return drawing;
  }

  static get(): Drawing {
    return getDrawing();
  }

  /** Null in view mode. */
  get tool(): DrawTool | null {
    const { tool } = this.#parts.selection;
    return tool === 'view' ? null : this.#tools[tool];
  }

  get draft(): Draft | null {
    return this.tool?.draft ?? null;
  }

  /** Diameter of the brush in image pixels; null when none is in hand. */
  get brushPx(): number | null {
    const { tool, brushWidthPx } = this.#parts.selection;
    return tool === 'brush' || tool === 'erase' ? brushWidthPx : null;
  }

  wants(key: ToolKey): boolean {
    return this.tool?.wants(key) ?? false;
  }

  key(key: ToolKey): void {
    this.tool?.key(key);
  }

  #toolFor(itemId: number | null, tool: Tool): DrawTool | null {
    return itemId === null || tool === 'view' ? null : this.#tools[tool];
  }

  get target(): DrawTarget | null {
    const { selection, annotations, review, layers } = this.#parts;
    const item = layers.item?.item;
    if (!item || item.id !== selection.itemId) return null;
    const { id: itemId, width, height } = item;
    const widths = { brushWidthPx: selection.brushWidthPx, polylineWidthPx: selection.polylineWidthPx };
    // What is drawn for a region is no annotation, and meets none.
    if (review.drawing !== null) {
      return {
        ...{ itemId, width, height, ...widths, annotations: [], selected: null },
        classId: selection.classId ?? 0,
        select: () => undefined,
        apply: async ({ added: [drawn] }) => {
          if (drawn) await review.drawn(drawn.shape, { width, height });
        },
      };
    }
    return {
      ...{ itemId, width, height, ...widths },
      annotations: annotations.list,
      selected: annotations.selected,
      classId: selection.classId,
      select: (id) => selection.selectAnnotation(id),
      apply: (diff) => annotations.apply(diff),
    };
  }
}
