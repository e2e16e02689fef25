import { DrawPath } from './drawPath.svelte.ts';
import type { DrawTarget } from './drawTool.ts';

/** A polygon, point by point. */
export function drawPolygon(target: () => DrawTarget | null): DrawPath {
  return new DrawPath(
    { leastPoints: 3, closes: true, shapeOf: (points) => ({ kind: 'polygon', parts: [points] }) },
    target,
  );
}
