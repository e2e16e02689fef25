import { StudioError } from '../errors.ts';
import type { Alignment, MatchedValues } from './Alignment.ts';

/**
 * The scale with the smallest squared error, s = Σpg / Σp².
 * @throws NoValidPixels when the prediction is 0 everywhere (or there is none).
 */
export function leastSquaresScale({ prediction, groundTruth }: MatchedValues): Alignment {
  let products = 0;
  let squares = 0;
  for (let i = 0; i < prediction.length; i += 1) {
    products += prediction[i]! * groundTruth[i]!;
    squares += prediction[i]! * prediction[i]!;
  }
  if (!(squares > 0)) {
    throw new StudioError('NoValidPixels', 'not scorable: the prediction is 0 at every compared pixel', {
      expected: 'a prediction other than 0',
      found: 0,
    });
  }
  return { scale: products / squares, shift: 0 };
}
