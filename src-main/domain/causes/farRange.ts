import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';

export const farRange = {
  name: 'far-range',
  label: 'Far range',
  help: 'Far away a pixel of disparity is many metres, and networks stop at the largest depth that they were trained on.',
  classes: [],
  limits: {
    cappedShare: {
      value: 0.5,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'share of failing pixels within 2 % of the farthest depth that the prediction has anywhere',
    },
    farM: { value: 40, unit: 'm', min: 1, max: 1000, help: 'true distance that counts as far' },
  },
  measure(region, scene, limit) {
    const { saturation, predictedLog, metresOf, input, referenceLog } = scene;
    if (referenceLog === null) return null;
    const capped = saturation === null ? 0 : region.share((i) => predictedLog[i]! > saturation.level - 0.02);
    const metres = metresOf === null ? null : region.median((i) => metresOf(input.reference![i]!));
    const isNear = region.share((i) => scene.errorAt(i) < 0);
    const cut = gradedAbove(capped, limit('cappedShare'), 0.85) * (isNear > 0.8 ? 1 : 0);
    // That something is far explains a little by itself; a map that ends there explains all.
    const far = metres === null ? 0 : 0.5 * gradedAbove(metres, limit('farM'), 1.5 * limit('farM'));
    if (Math.max(cut, far) < 0.05) return null;
    const distance = metres === null ? [] : [above('true distance', metres, 'm', limit('farM'))];
    const end = above('share at the prediction’s far end', capped, '', limit('cappedShare'));
    return cut >= far
      ? { score: cut * 0.95, evidence: [end, ...distance] }
      : { score: far, evidence: [...distance, end] };
  },
} as const satisfies Cause;
