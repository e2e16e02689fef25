import type { Annotation, AnnotationClass } from '#domain/annotation/Annotation.ts';
import type { RegionRecord } from '#domain/records.ts';
import type { Size, Viewport } from '../../studio/viewport.ts';
import type { Draft } from './drawTool.ts';

/** Everything that is drawn over a flat pane, in image coordinates. */
export interface OverlayScene {
  readonly view: Viewport;
  /** Of the pane, CSS pixels. */
  readonly pane: Size;
  readonly image: Size;
  readonly regions: readonly RegionRecord[];
  readonly selectedRegionId: number | null;
  readonly annotations: readonly Annotation[];
  readonly classes: readonly AnnotationClass[];
  readonly selectedAnnotationId: string | null;
  /** Shapes are only faint lines: over a map that is being read, not marked. */
  readonly areShapesFaint: boolean;
  /** The selected shape's points can be taken hold of. */
  readonly hasHandles: boolean;
  readonly draft: Draft | null;
  /** The text written into a pixel when pixels are large; null = none. */
  readonly textAt: ((x: number, y: number) => string | null) | null;
}
