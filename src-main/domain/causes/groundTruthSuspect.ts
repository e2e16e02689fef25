import type { Cause } from './Cause.ts';
import { above, below } from './evidence.ts';
import { gradedAbove } from './graded.ts';
import { agreementOf } from './scene/agreement.ts';
import { joinsOf, levelsOf } from './scene/joins.ts';

export const groundTruthSuspect = {
  name: 'ground-truth-suspect',
  label: 'Ground truth suspect',
  help: 'Other methods or the pair of pictures side with the prediction against the ground truth: a laser scanner’s shadow, points of what is behind, a wrong fill.',
  classes: [],
  limits: {
    agreement: {
      value: 0.45,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'share of failing pixels where another method is within 8 % of the prediction and not of the truth',
    },
    pictureRatio: {
      value: 1.8,
      unit: '×',
      min: 1,
      max: 10,
      help: 'how much more the two pictures differ at the ground truth than at the prediction',
    },
  },
  measure(region, scene, limit) {
    if (!scene.input.isGroundTruth || scene.referenceLog === null) return null;
    const { others, pictures, picturesBy } = region.once(agreementOf);
    const byOthers = others === null ? 0 : gradedAbove(others, limit('agreement'), 0.8);
    const byPictures =
      pictures === null || picturesBy < 2 ? 0 : gradedAbove(pictures - 1, limit('pictureRatio') - 1, 3);
    // Both asked and one silent: half of the weight is gone.
    const asked = [...(others === null ? [] : [byOthers]), ...(pictures === null ? [] : [byPictures])];
    if (asked.length === 0) return null;
    const sided = asked.reduce((sum, value) => sum + value, 0) / asked.length;
    const levels = region.once(levelsOf);
    // Through glass and in mirrors, too, all see what is behind; there the truth is right and nearer.
    const seesBehind = levels !== null && levels.predicted > levels.reference + 0.1;
    const joins = joinsOf(levels);
    return {
      score: sided * (seesBehind ? 0.6 : 1) * 0.95,
      evidence: [
        ...(others === null ? [] : [above('another method agrees on', others, '', limit('agreement'))]),
        ...(pictures === null
          ? []
          : [above('pictures differ more at the truth', pictures, '×', limit('pictureRatio'))]),
        below('share of pixels with ground truth', scene.density),
        ...(joins === null ? [] : [above('prediction at a surface beside it', 1)]),
      ],
    };
  },
} as const satisfies Cause;
