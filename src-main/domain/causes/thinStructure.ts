import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';
import type { FrameScene } from './FrameScene.ts';
import type { RegionView } from './RegionView.ts';
import { thinShare } from './scene/thinShare.ts';

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
      help: 'share of failing pixels on (or, four fifths, within 4 px of) something at most 8 px wide that stands before its surroundings',
    },
  },
  measure(region, scene, limit) {
    const annotated = region.shareIn(scene.annotated(this.classes));
    const share = Math.max(region.once(thinShare), annotated);
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
