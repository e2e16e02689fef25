/** Where a pane looks: the image point at its centre, and CSS pixels per image pixel. Pure; see navigation.svelte.ts. */
export interface Viewport {
  readonly centerX: number;
  readonly centerY: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface XY {
  readonly x: number;
  readonly y: number;
}

/** Below, a picture is a dot; above, a single pixel fills the pane. */
export const minZoom = 0.01;
export const maxZoom = 256;

const clampZoom = (zoom: number) => Math.min(maxZoom, Math.max(minZoom, zoom));

/** Room at the right edge for the colour bar with its ticks, px; narrow panes give it an eighth at most. */
const barPx = 52;

/** What a fitted picture may fill of a pane that wide. */
export function fittedWidth(paneWidth: number): number {
  return paneWidth - Math.min(barPx, paneWidth / 8);
}

/** The whole image, as large as it goes beside the colour bar; in the middle where that leaves the bar its room. */
export function fitImage(image: Size, pane: Size): Viewport {
  const width = fittedWidth(pane.width);
  const zoom = clampZoom(Math.min(width / image.width, pane.height / image.height));
  const margin = (pane.width - image.width * zoom) / 2;
  const shiftPx = Math.max(0, pane.width - width - margin);
  return { centerX: image.width / 2 + shiftPx / zoom, centerY: image.height / 2, zoom };
}

/** A box with a quarter of its size around it, enlarged at most 16 times so that its surroundings stay in sight. */
export function fitBox(box: readonly [number, number, number, number], pane: Size): Viewport {
  const [x, y, width, height] = box;
  const zoom = Math.min(pane.width / (width * 1.5), pane.height / (height * 1.5), 16);
  return { centerX: x + width / 2, centerY: y + height / 2, zoom: clampZoom(zoom) };
}

export function imageFromPane(view: Viewport, pane: Size, point: XY): XY {
  return {
    x: (point.x - pane.width / 2) / view.zoom + view.centerX,
    y: (point.y - pane.height / 2) / view.zoom + view.centerY,
  };
}

export function paneFromImage(view: Viewport, pane: Size, point: XY): XY {
  return {
    x: (point.x - view.centerX) * view.zoom + pane.width / 2,
    y: (point.y - view.centerY) * view.zoom + pane.height / 2,
  };
}

/** Zooms so that the image point under `point` stays there. */
export function zoomAt(view: Viewport, pane: Size, point: XY, factor: number): Viewport {
  const fixed = imageFromPane(view, pane, point);
  const zoom = clampZoom(view.zoom * factor);
  return {
    centerX: fixed.x - (point.x - pane.width / 2) / zoom,
    centerY: fixed.y - (point.y - pane.height / 2) / zoom,
    zoom,
  };
}

/** Moves the image with the pointer, by CSS pixels; its centre never leaves the image. */
export function panBy(view: Viewport, image: Size, dx: number, dy: number): Viewport {
  return {
    ...view,
    centerX: Math.min(image.width, Math.max(0, view.centerX - dx / view.zoom)),
    centerY: Math.min(image.height, Math.max(0, view.centerY - dy / view.zoom)),
  };
}
