import type { FrameScene } from '../FrameScene.ts';
import type { RegionView } from '../RegionView.ts';
import { chamferDistance } from './depthEdges.ts';

/** A fattened pole fails beside itself. */
const besidePx = 4;
/** Beside counts less than on. */
const besideWeight = 0.8;

/** Share of the failing pixels on something thin; those within 4 px of it count four fifths. */
export function thinShare(region: RegionView, { thin, width, height }: FrameScene): number {
  const on = region.shareIn(thin);
  if (on > 0.9) return on;
  const [x0, y0, w, h] = region.bbox;
  const [left, top] = [Math.max(0, x0 - besidePx), Math.max(0, y0 - besidePx)];
  const across = Math.min(width, x0 + w + besidePx) - left;
  const down = Math.min(height, y0 + h + besidePx) - top;
  const window = new Uint8Array(across * down);
  let any = 0;
  for (let y = 0, k = 0; y < down; y += 1) {
    const from = (top + y) * width + left;
    for (let x = 0; x < across; x += 1, k += 1) {
      window[k] = thin[from + x]!;
      any |= thin[from + x]!;
    }
  }
  if (any === 0) return 0;
  const far = chamferDistance(window, { width: across, height: down, most: besidePx + 1 });
  const near = region.share(
    (i) => far[(Math.floor(i / width) - top) * across + (i % width) - left]! <= besidePx,
  );
  return Math.max(on, besideWeight * near);
}
