import type { WebGLRenderer } from 'three';

/** A pane's place on the stage's canvas, whole device pixels, from the top left. */
export interface PaneRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly canvasHeight: number;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/** What is drawn in one pane. The stage has set viewport and scissor; the view draws and keeps no state of the renderer. */
export interface PaneView {
  draw(renderer: WebGLRenderer, rect: PaneRect): void;
  dispose(): void;
}

/** Where a flat view looks: the image point at the pane's centre, and CSS pixels per image pixel. */
export interface ImageViewport {
  readonly centerX: number;
  readonly centerY: number;
  readonly zoom: number;
}
