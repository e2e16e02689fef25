import { DrawPath } from './drawPath.svelte.ts';
import type { DrawTarget } from './drawTool.ts';

/** A line of a given width, point by point; for poles, wires, branches. */
export function drawPolyline(target: () => DrawTarget | null): DrawPath {
  return new DrawPath(
    {
      leastPoints: 2,
      closes: false,
      shapeOf: (points, { polylineWidthPx }) => ({ kind: 'polyline', points, widthPx: polylineWidthPx }),
    },
    target,
  );
}
