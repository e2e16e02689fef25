import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';
import { chamferDistance } from './scene/depthEdges.ts';
import type { FrameScene } from './FrameScene.ts';
import type { RegionView } from './RegionView.ts';

/** A fattened pole fails beside itself. */
const besidePx = 3;

export const thinStructure = {
  name: 'thin-structure',
  label: 'Thin structure',
  help: 'A pole, wire, leaf or fence at most 8 px wide is merged with what is behind it, or fattened.',
  classes: ['thin'],
  limits: {
    thinShare: {
      value: 0.35,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'share of failing pixels on or within 3 px of something at most 8 px wide that stands before its surroundings',
    },
  },
  measure(region, scene, limit) {
    const { thin, width, height } = scene;
    const annotated = region.shareIn(scene.annotated(this.classes));
    const on = region.shareIn(thin);
    const near = on > 0.02 && on < 0.9 ? nearShare(region, thin, width, height) : on;
    const share = Math.max(on, 0.8 * near, annotated);
    const size = sizeOf(region, scene);
    return {
      score: gradedAbove(share, limit('thinShare'), 0.7),
      evidence: [
        above('share in thin structures', share, '', limit('thinShare')),
        above('width', size.width, 'px'),
        above('length', size.length, 'px'),
        ...(annotated > 0 ? [above('share annotated as thin', annotated)] : []),
      ],
    };
  },
} as const satisfies Cause;

function nearShare(region: RegionView, thin: Uint8Array, width: number, height: number): number {
  const [x0, y0, w, h] = region.bbox;
  const [left, top] = [Math.max(0, x0 - besidePx), Math.max(0, y0 - besidePx)];
  const across = Math.min(width, x0 + w + besidePx) - left;
  const down = Math.min(height, y0 + h + besidePx) - top;
  const window = new Uint8Array(across * down);
  for (let y = 0; y < down; y += 1) {
    window.set(thin.subarray((top + y) * width + left, (top + y) * width + left + across), y * across);
  }
  const far = chamferDistance(window, { width: across, height: down, most: besidePx + 1 });
  return region.share((i) => far[(Math.floor(i / width) - top) * across + (i % width) - left]! <= besidePx);
}

/** Longer side of the box, and the thin pixels of the region for each pixel of it. */
function sizeOf(
  region: RegionView,
  { thin }: FrameScene,
): { readonly width: number; readonly length: number } {
  const [, , w, h] = region.bbox;
  const length = Math.max(w, h);
  let pixels = 0;
  for (const i of region.pixels) pixels += thin[i]!;
  return { length, width: Math.max(1, Math.min(w, h, Math.round((pixels || region.areaPx) / length))) };
}
