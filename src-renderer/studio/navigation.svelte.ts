import { createContext } from 'svelte';
import { fitBox, fitImage, panBy, zoomAt, type Size, type Viewport, type XY } from './viewport.ts';

const [getNavigation, setNavigation] = createContext<NavigationState>();

/** The one pan, zoom and cursor that all panes share. Image coordinates are those of the left image, in pixels. */
export class NavigationState {
  /** Null = the whole image is fitted into each pane. */
  view = $state.raw<Viewport | null>(null);
  /** Of the item's left image; null without an item. */
  imageSize = $state.raw<Size | null>(null);
  /** The image area of a pane in CSS pixels; the grid keeps it. */
  paneSize = $state.raw<Size>({ width: 320, height: 240 });
  /** Where the pointer is, unrounded; null when it is over no pane. */
  cursor = $state.raw<XY | null>(null);
  /** The whole pixel that was clicked last; null before the first click on an item. */
  clicked = $state.raw<XY | null>(null);
  /** Whole pixels whose values stay on screen, at most 8, latest last. */
  pins = $state.raw<readonly XY[]>([]);
  /** The box that was zoomed to last, until the view is fitted; views that do not share the pan go there by it. */
  zoomedBox = $state.raw<readonly [number, number, number, number] | null>(null);
  readonly isFitted = $derived(this.view === null);

  static create(): NavigationState {
    return setNavigation(new NavigationState());
  }

  static get(): NavigationState {
    return getNavigation();
  }

  /** Call with each new item: the view is kept between images of one size, else fitted. */
  show(imageSize: Size | null): void {
    const old = this.imageSize;
    if (old?.width !== imageSize?.width || old?.height !== imageSize?.height) this.view = null;
    this.imageSize = imageSize;
    this.zoomedBox = null;
    this.cursor = null;
    this.clicked = null;
    this.pins = [];
  }

  viewIn(pane: Size): Viewport {
    if (this.view) return this.view;
    return this.imageSize ? fitImage(this.imageSize, pane) : { centerX: 0, centerY: 0, zoom: 1 };
  }

  fit(): void {
    this.view = null;
    this.zoomedBox = null;
  }

  /** One image pixel on one CSS pixel, around the cursor or the middle. */
  oneToOne(): void {
    const view = this.viewIn(this.paneSize);
    const at = this.cursor ?? { x: view.centerX, y: view.centerY };
    this.view = { centerX: at.x, centerY: at.y, zoom: 1 };
  }

  zoomAt(pane: Size, point: XY, factor: number): void {
    this.view = zoomAt(this.viewIn(pane), pane, point, factor);
  }

  /** Zooms around the middle, as `+` and `−` do. */
  zoomBy(factor: number): void {
    const pane = this.paneSize;
    this.zoomAt(pane, { x: pane.width / 2, y: pane.height / 2 }, factor);
  }

  panBy(pane: Size, dx: number, dy: number): void {
    if (this.imageSize) this.view = panBy(this.viewIn(pane), this.imageSize, dx, dy);
  }

  /** Shows a box (x, y, width, height) with some of its surroundings in all panes. */
  zoomTo(box: readonly [number, number, number, number]): void {
    this.view = fitBox(box, this.paneSize);
    this.zoomedBox = [...box];
  }

  /** Remembers a click; one beside the image is none. */
  click(point: XY): void {
    const pixel = { x: Math.floor(point.x), y: Math.floor(point.y) };
    const size = this.imageSize;
    const isInside = size && pixel.x >= 0 && pixel.y >= 0 && pixel.x < size.width && pixel.y < size.height;
    if (isInside) this.clicked = pixel;
  }

  togglePin(point: XY): void {
    const pin = { x: Math.floor(point.x), y: Math.floor(point.y) };
    const others = this.pins.filter((p) => p.x !== pin.x || p.y !== pin.y);
    this.pins = others.length < this.pins.length ? others : [...others, pin].slice(-8);
  }
}
