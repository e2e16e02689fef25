import { fittedWidth, type Size } from '../studio/viewport.ts';

const headerPx = 23;

/** The number of columns in which `count` panes show an image of that shape largest; fewer columns where it is equal. */
export function gridColumns(count: number, grid: Size, image: Size): number {
  let best = 1;
  let bestZoom = 0;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const height = grid.height / rows - headerPx;
    const zoom = Math.min(fittedWidth(grid.width / columns) / image.width, height / image.height);
    if (zoom > bestZoom * 1.001) {
      best = columns;
      bestZoom = zoom;
    }
  }
  return best;
}
