import { StudioError } from '../errors.ts';
import { selectMedian } from '../metrics/quantile.ts';
import type { Alignment, MatchedValues } from './Alignment.ts';

/**
 * Scale by the ratio of medians, s = median(g) / median(p); the median of an even count is the mean of the two middle
 * values.
 * @throws NoValidPixels without values, or when median(p) is 0.
 * Source: Zhou et al. 2017; monodepth2 `evaluate_depth.py`.
 */
export function medianScale({ prediction, groundTruth }: MatchedValues): Alignment {
  const predicted = selectMedian(prediction.slice());
  const truth = selectMedian(groundTruth.slice());
  if (predicted === null || truth === null || predicted === 0) {
    throw new StudioError('NoValidPixels', 'not scorable: the median of the prediction is 0', {
      expected: 'a median other than 0',
      found: predicted,
    });
  }
  return { scale: truth / predicted, shift: 0 };
}
