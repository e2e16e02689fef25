import type { NavigationState } from './navigation.svelte.ts';
import { imageFromPane, type Size } from './viewport.ts';

/** The whole pixels of the image that a pane shows: x, y, width, height; null where it is all of them, or none. */
export function visibleBox(
  navigation: Pick<NavigationState, 'viewIn' | 'paneSize'>,
  image: Size,
): readonly [number, number, number, number] | null {
  const pane = navigation.paneSize;
  const view = navigation.viewIn(pane);
  const from = imageFromPane(view, pane, { x: 0, y: 0 });
  const to = imageFromPane(view, pane, { x: pane.width, y: pane.height });
  const left = Math.max(0, Math.floor(from.x));
  const top = Math.max(0, Math.floor(from.y));
  const width = Math.min(image.width, Math.ceil(to.x)) - left;
  const height = Math.min(image.height, Math.ceil(to.y)) - top;
  if (width < 1 || height < 1) return null;
  return width === image.width && height === image.height ? null : [left, top, width, height];
}
