import { boundsOf } from '#domain/annotation/boundsOf.ts';
import { hitTest } from '#domain/annotation/hitTest.ts';
import type { Annotations } from '../../studio/annotations.svelte.ts';
import type { DisplayState } from '../../studio/display.svelte.ts';
import type { NavigationState } from '../../studio/navigation.svelte.ts';
import type { Selection } from '../../studio/selection.svelte.ts';
import type { StereoBench } from '../../studio/stereoBench.svelte.ts';
import { imageFromPane, type Size, type XY } from '../../studio/viewport.ts';
import type { ItemLayers } from '../ItemLayers.svelte.ts';
import type { Drawing } from './drawing.svelte.ts';
import type { ToolPoint } from './drawTool.ts';
import { regionAt } from './regionAt.ts';

/** Beyond this many CSS pixels a press is a drag. */
const clickPx = 4;
const reachScreenPx = 8;
const doubleClickMs = 400;

interface Parts {
  readonly navigation: NavigationState;
  readonly display: DisplayState;
  readonly selection: Selection;
  readonly annotations: Annotations;
  readonly layers: ItemLayers;
  readonly drawing: Drawing;
  readonly bench: StereoBench;
}

type Press =
  | { readonly kind: 'pan'; readonly start: XY; last: XY; isClick: boolean }
  | { readonly kind: 'tool'; readonly pointerId: number };

/**
 * The pointer on a flat pane: wheel and pinch zoom at the cursor; a drag pans, unless the tool in hand took the press;
 * middle button or held Space always pan. A press that moved less than a few pixels is a click: the tool's, else it
 * selects what lies there; right click or Shift and click pin the value.
 */
export class FlatPaneState {
  size = $state.raw<Size>({ width: 1, height: 1 });
  isPanning = $state(false);
  isSpaceHeld = false;
  #press: Press | null = null;
  /** Where the pointer moved last: wheel events round their place to whole pixels. */
  #pointer: XY | null = null;
  #lastDown: { readonly at: XY; readonly timeStamp: number; isDouble: boolean } | null = null;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get view() {
    return this.#parts.navigation.viewIn(this.size);
  }

  /** For `{@attach}`: measures the pane and listens where Svelte's own listeners could not prevent the default. */
  readonly attach = (element: HTMLElement): (() => void) => {
    const observer = new ResizeObserver(() => this.#measure(element));
    observer.observe(element);
    this.#measure(element);
    const onWheel = (event: WheelEvent) => this.#wheel(element, event);
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', onWheel);
    };
  };

  readonly pointerdown = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    const at = placeOn(event.currentTarget, event);
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#lastDown = { at, timeStamp: event.timeStamp, isDouble: this.#isSecond(at, event.timeStamp) };
    const isToolButton = event.button === 0 && !this.isSpaceHeld && !event.shiftKey;
    if (isToolButton && this.#parts.drawing.tool?.press(this.#toolPoint(at, event))) {
      this.#press = { kind: 'tool', pointerId: event.pointerId };
    } else {
      this.#press = { kind: 'pan', start: at, last: at, isClick: true };
    }
  };

  readonly pointermove = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    const at = placeOn(event.currentTarget, event);
    this.#pointer = at;
    const { navigation, drawing } = this.#parts;
    if (this.#press?.kind === 'pan') this.#pan(this.#press, at);
    else if (this.#press?.kind === 'tool') drawing.tool?.drag(this.#toolPoint(at, event));
    else drawing.tool?.hover(this.#toolPoint(at, event));
    navigation.cursor = imageFromPane(this.view, this.size, at);
  };

  readonly pointerup = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    const press = this.#press;
    this.#press = null;
    this.isPanning = false;
    if (press?.kind === 'tool') this.#parts.drawing.tool?.release();
    if (press?.kind === 'pan' && press.isClick) this.#click(placeOn(event.currentTarget, event), event);
  };

  /** The press was taken from us, by a gesture of the system or a menu. */
  readonly pointercancel = (): void => {
    if (this.#press?.kind === 'tool') this.#parts.drawing.tool?.cancel();
    this.#press = null;
    this.isPanning = false;
  };

  readonly pointerleave = (): void => {
    if (this.#press) return;
    this.#pointer = null;
    this.#parts.navigation.cursor = null;
  };

  /** Pointer events carry no click count. A third press begins anew. */
  #isSecond(at: XY, timeStamp: number): boolean {
    const last = this.#lastDown;
    if (!last || last.isDouble || timeStamp - last.timeStamp > doubleClickMs) return false;
    return Math.hypot(at.x - last.at.x, at.y - last.at.y) <= clickPx;
  }

  #measure(element: HTMLElement): void {
    const size = { width: Math.max(1, element.clientWidth), height: Math.max(1, element.clientHeight) };
    this.size = size;
    this.#parts.navigation.paneSize = size;
  }

  #wheel(element: HTMLElement, event: WheelEvent): void {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const speed = event.ctrlKey ? 0.012 : 0.0018;
    const factor = Math.exp(-Math.max(-240, Math.min(240, event.deltaY * lines)) * speed);
    this.#parts.navigation.zoomAt(this.size, this.#pointer ?? placeOn(element, event), factor);
  }

  #pan(press: Extract<Press, { kind: 'pan' }>, at: XY): void {
    if (press.isClick && Math.hypot(at.x - press.start.x, at.y - press.start.y) < clickPx) return;
    press.isClick = false;
    this.isPanning = true;
    this.#parts.navigation.panBy(this.size, at.x - press.last.x, at.y - press.last.y);
    press.last = at;
  }

  #click(at: XY, event: PointerEvent): void {
    const { navigation, drawing, bench } = this.#parts;
    const point = imageFromPane(this.view, this.size, at);
    if (event.button === 2 || (event.button === 0 && event.shiftKey)) navigation.togglePin(point);
    else if (event.button !== 0) return;
    else if (drawing.tool) drawing.tool.click(this.#toolPoint(at, event));
    else {
      navigation.click(point);
      // On the bench a click asks what disparities cost there.
      if (!bench.isOn) this.#select(point, this.#lastDown?.isDouble ?? false);
    }
  }

  /** An annotation before a region, because it was put there on purpose. A double-click also zooms there. */
  #select(point: XY, zooms: boolean): void {
    const { selection, annotations, layers, display } = this.#parts;
    const reach = reachScreenPx / this.view.zoom;
    const item = layers.item?.item;
    if (!item) return;
    const options = { tolerancePx: reach / 2, height: item.height };
    const shape = display.settings.showsAnnotations
      ? hitTest(annotations.list, [point.x, point.y], options)
      : null;
    const region = display.settings.showsRegions ? regionAt(layers.evaluation?.regions ?? [], point) : null;
    if (region && !shape) selection.selectRegion(item.id, region.id);
    else selection.selectAnnotation(shape?.id ?? null);
    const box = shape ? boundsOf(shape.shape, item) : region?.bbox;
    if (zooms && box) selection.zoomTo(item.id, box);
  }

  #toolPoint(at: XY, event: PointerEvent): ToolPoint {
    const point = imageFromPane(this.view, this.size, at);
    return {
      ...point,
      reachPx: reachScreenPx / this.view.zoom,
      alt: event.altKey,
      isDouble: this.#lastDown?.isDouble ?? false,
    };
  }
}

function placeOn(element: HTMLElement, event: MouseEvent): XY {
  const bounds = element.getBoundingClientRect();
  return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
}
