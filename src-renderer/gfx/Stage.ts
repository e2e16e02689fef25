import { StudioError } from '#domain/errors.ts';
import { WebGLRenderer } from 'three';
import type { PaneRect, PaneView } from './PaneView.ts';
import { TexturePool } from './TexturePool.ts';

/**
 * One WebGL canvas behind all panes. A pane is an element over the canvas and a view that draws into its rectangle;
 * a view is drawn only after `invalidate`, at most once per screen frame.
 */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly textures = new TexturePool();
  /** Told when the graphics context goes (true) and when it is back (false). */
  oncontextchange: (isLost: boolean) => void = () => undefined;
  readonly #renderer: WebGLRenderer;
  readonly #panes = new Map<PaneView, HTMLElement>();
  readonly #dirty = new Set<PaneView>();
  readonly #observer: ResizeObserver;
  #isAllDirty = true;
  #frame: number | null = null;

  /**
   * @param canvas  positioned to cover its parent; the stage sets its resolution.
   * @throws CannotStart where the browser gives no WebGL 2.
   */
  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('webgl2', {
      alpha: true,
      antialias: false,
      preserveDrawingBuffer: true,
    });
    if (!context) {
      throw new StudioError(
        'CannotStart',
        'The pictures need WebGL 2, which this browser does not offer here',
      );
    }
    this.canvas = canvas;
    this.#renderer = new WebGLRenderer({ canvas, context });
    this.#renderer.autoClear = false;
    this.#renderer.setClearColor(0x000000, 0);
    this.#renderer.setScissorTest(true);
    this.#observer = new ResizeObserver(() => this.invalidateAll());
    this.#observer.observe(canvas);
    canvas.addEventListener('webglcontextlost', this.#onLost);
    canvas.addEventListener('webglcontextrestored', this.#onRestored);
  }

  /** Shows a view in an element's rectangle until the answered function is called; for `{@attach stage.pane(view)}`. */
  readonly pane =
    (view: PaneView) =>
    (element: HTMLElement): (() => void) => {
      this.#panes.set(view, element);
      this.#observer.observe(element);
      this.invalidateAll();
      return () => {
        this.#panes.delete(view);
        this.#dirty.delete(view);
        this.#observer.unobserve(element);
        this.invalidateAll();
      };
    };

  /** Has one view drawn in the next frame. */
  invalidate(view: PaneView): void {
    this.#dirty.add(view);
    this.#request();
  }

  /** Has everything drawn in the next frame; also after panes have moved. */
  invalidateAll(): void {
    this.#isAllDirty = true;
    this.#request();
  }

  /** Graphics memory in use: what must be zero once everything is disposed. */
  get memory(): { readonly geometries: number; readonly textures: number } {
    return this.#renderer.info.memory;
  }

  /** Frees the context. Views are disposed by those who made them, before. */
  dispose(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    this.canvas.removeEventListener('webglcontextlost', this.#onLost);
    this.canvas.removeEventListener('webglcontextrestored', this.#onRestored);
    this.textures.dispose();
    this.#renderer.dispose();
  }

  readonly #onLost = () => this.oncontextchange(true);
  readonly #onRestored = () => {
    this.oncontextchange(false);
    this.invalidateAll();
  };

  #request(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  #draw(): void {
    if (this.#renderer.getContext().isContextLost()) return;
    const bounds = this.canvas.getBoundingClientRect();
    const pixelRatio = window.devicePixelRatio;
    this.#fitCanvas(bounds, pixelRatio);
    const views = this.#isAllDirty ? [...this.#panes.keys()] : [...this.#dirty];
    if (this.#isAllDirty)
      this.#clear({ left: 0, top: 0, width: this.canvas.width, height: this.canvas.height });
    this.#isAllDirty = false;
    this.#dirty.clear();
    for (const view of views) {
      const element = this.#panes.get(view);
      if (!element) continue;
      const rect = this.#rectOf(element.getBoundingClientRect(), bounds, pixelRatio);
      if (rect.width < 1 || rect.height < 1) continue;
      this.#clear(rect);
      this.#renderer.setViewport(
        rect.left,
        rect.canvasHeight - rect.top - rect.height,
        rect.width,
        rect.height,
      );
      view.draw(this.#renderer, rect);
    }
  }

  #fitCanvas(bounds: DOMRect, pixelRatio: number): void {
    const width = Math.max(1, Math.round(bounds.width * pixelRatio));
    const height = Math.max(1, Math.round(bounds.height * pixelRatio));
    if (width === this.canvas.width && height === this.canvas.height) return;
    this.#renderer.setSize(width, height, false);
    this.#isAllDirty = true;
  }

  #clear({ left, top, width, height }: Pick<PaneRect, 'left' | 'top' | 'width' | 'height'>): void {
    this.#renderer.setScissor(left, this.canvas.height - top - height, width, height);
    this.#renderer.clear();
  }

  #rectOf(pane: DOMRect, canvas: DOMRect, pixelRatio: number): PaneRect {
    const left = Math.round((pane.left - canvas.left) * pixelRatio);
    const top = Math.round((pane.top - canvas.top) * pixelRatio);
    return {
      left,
      top,
      width: Math.round((pane.right - canvas.left) * pixelRatio) - left,
      height: Math.round((pane.bottom - canvas.top) * pixelRatio) - top,
      canvasHeight: this.canvas.height,
      pixelRatio,
    };
  }
}
