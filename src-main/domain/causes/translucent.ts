import type { Cause } from './Cause.ts';
import { above, below } from './evidence.ts';
import { gradedAbove } from './graded.ts';
import { agreementOf } from './scene/agreement.ts';
import { joinsOf, levelsOf } from './scene/joins.ts';
import { sheetShare } from './scene/sheetShare.ts';
import { thinShare } from './scene/thinShare.ts';
import { byHandOrMeasured, pictureEvidence, pictureRatio } from './seenElsewhere.ts';

export const translucent = {
  name: 'translucent',
  label: 'Translucent',
  help: 'Glass, a plastic sheet or water: the prediction is at what is seen through it. The pictures agree better at that depth than at the true one, and it is the depth of what is seen beside.',
  classes: ['translucent', 'transparent', 'glass'],
  limits: {
    annotatedShare: { value: 0.5, unit: '', min: 0.05, max: 1, help: 'share annotated as translucent' },
    pictureRatio,
  },
  measure(region, scene, limit) {
    const annotated = region.shareIn(scene.annotated(this.classes));
    const byHand = gradedAbove(annotated, limit('annotatedShare'), 0.9);
    const levels = region.once(levelsOf);
    const { pictures, picturesBy } = region.once(agreementOf);
    const isBehind = joinsOf(levels) === 'behind';
    const gap = levels === null ? 0 : Math.exp(levels.predicted - levels.reference) - 1;
    const thin = region.once(thinShare);
    let measured = 0;
    if (isBehind && gap > 0.1) {
      // Without a pair, that the prediction is at what is behind is all there is to go by.
      measured =
        pictures === null
          ? 0.6 * (1 - thin) * Math.min(1, 2 * region.once(sheetShare))
          : gradedAbove(picturesBy > 1 ? pictures - 1 : 0, limit('pictureRatio') - 1, 2) * 0.95;
    }
    const evidence = [
      ...pictureEvidence(pictures, limit('pictureRatio')),
      above('predicted behind by', 100 * gap, '%'),
      below('share in thin structures', thin),
    ];
    const handMade = above('share annotated as translucent', annotated, '', limit('annotatedShare'));
    return byHandOrMeasured(byHand, handMade, measured, evidence);
  },
} as const satisfies Cause;
