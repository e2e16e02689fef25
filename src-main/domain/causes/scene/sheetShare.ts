import type { FrameScene } from '../FrameScene.ts';
import type { RegionView } from '../RegionView.ts';

/** Farther from a depth edge a pixel is of a surface, not of an outline, px. */
const insidePx = 4;

/** Share of a region's failing pixels that lie well inside a surface: a pane, a panel; a band along an edge has none. */
export function sheetShare(region: RegionView, { edgeDistance }: FrameScene): number {
  return region.share((i) => edgeDistance[i]! > insidePx);
}
