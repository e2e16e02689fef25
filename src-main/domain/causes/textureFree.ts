import type { Cause } from './Cause.ts';
import { above, below } from './evidence.ts';
import { gradedAbove } from './graded.ts';
import { matchCurves } from './scene/matchCurves.ts';

/** Everything below the share of the median counts, and what no sensor's noise exceeds. */
const shareOfMedian = 0.22;

export const textureFree = {
  name: 'texture-free',
  label: 'Texture-free',
  help: 'A plain surface: nothing to match, little to go by. The gradient energy in 7 × 7 px is below a twentieth of the picture’s median, or as low as noise.',
  classes: ['texture-free'],
  limits: {
    plainShare: { value: 0.5, unit: '', min: 0.05, max: 1, help: 'share of failing pixels without texture' },
    roughness: {
      value: 2.5,
      unit: 'levels/px',
      min: 0,
      max: 50,
      help: 'root mean square of the gradient that noise alone makes',
    },
  },
  measure(region, scene, limit) {
    const { picture } = scene;
    const annotated = region.shareIn(scene.annotated(this.classes));
    if (picture === null) return byHand(annotated, limit('plainShare'));
    const { roughness, grey } = picture;
    const most = Math.max(limit('roughness'), shareOfMedian * picture.medianRoughness);
    const isPlain = (i: number) => roughness[i]! < most && grey[i]! > 20 && !picture.isSaturated(i);
    const share = Math.max(annotated, region.share(isPlain));
    const isSky = region.shareIn(scene.sky);
    const curves = region.once(matchCurves);
    const level = region.median((i) => roughness[i]!) ?? 0;
    return {
      score: gradedAbove(share, limit('plainShare'), 0.95) * (1 - isSky) * 0.85,
      evidence: [
        above('share without texture', share, '', limit('plainShare')),
        below('median gradient', level, 'levels/px', most),
        ...(curves === null
          ? []
          : [above('share whose match hardly depends on the disparity', curves.flatShare)]),
      ],
    };
  },
} as const satisfies Cause;

function byHand(annotated: number, limit: number) {
  if (annotated === 0) return null;
  return {
    score: gradedAbove(annotated, limit, 0.9),
    evidence: [above('share annotated as texture-free', annotated, '', limit)],
  };
}
