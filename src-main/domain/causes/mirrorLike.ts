import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';
import { agreementOf } from './scene/agreement.ts';
import { joinsOf, levelsOf } from './scene/joins.ts';
import { sheetShare } from './scene/sheetShare.ts';
import { byHandOrMeasured, pictureEvidence, pictureRatio } from './seenElsewhere.ts';

export const mirrorLike = {
  name: 'mirror-like',
  label: 'Mirror or highlight',
  help: 'A mirror or polished surface: the prediction is at what is mirrored, behind anything beside it, and the pictures agree better there than at the surface.',
  classes: ['mirror-like', 'mirror', 'specular'],
  limits: {
    annotatedShare: { value: 0.5, unit: '', min: 0.05, max: 1, help: 'share annotated as mirror-like' },
    pictureRatio,
  },
  measure(region, scene, limit) {
    const annotated = region.shareIn(scene.annotated(this.classes));
    const byHand = gradedAbove(annotated, limit('annotatedShare'), 0.9);
    const levels = region.once(levelsOf);
    const { pictures, picturesBy } = region.once(agreementOf);
    const gap = levels === null ? 0 : Math.exp(levels.predicted - levels.reference) - 1;
    const beyond = levels === null ? 0 : Math.exp(levels.predicted - levels.farBeside) - 1;
    const isBeyond = gap > 0.1 && joinsOf(levels) !== 'behind' && beyond > 0.1;
    // A hole in a flat wall, farther than all beside it, is like a mirror even where pictures are too plain to tell.
    const isFlush = levels !== null && Math.abs(levels.reference - levels.beside) < 0.05;
    const asHole =
      isFlush && beyond > 0.25 && picturesBy > -2 ? 0.55 * Math.min(1, 1.5 * region.once(sheetShare)) : 0;
    const byPictures =
      pictures !== null && picturesBy > 1
        ? gradedAbove(pictures - 1, limit('pictureRatio') - 1, 2) * 0.95
        : 0;
    const measured = isBeyond ? Math.max(asHole, byPictures) : 0;
    const evidence = [
      ...pictureEvidence(pictures, limit('pictureRatio')),
      above('predicted beyond all beside it by', 100 * beyond, '%'),
    ];
    const handMade = above('share annotated as mirror-like', annotated, '', limit('annotatedShare'));
    return byHandOrMeasured(byHand, handMade, measured, evidence);
  },
} as const satisfies Cause;
