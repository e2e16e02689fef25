import { choiceOption, integerOption, numberOption } from '../../options/declareOption.ts';
import type { OptionInfo } from '../../options/OptionInfo.ts';
import { disparityRangeInfos } from '../disparityRangeInfos.ts';
import { completeBlockOptions, type BlockOptions } from './BlockOptions.ts';

const initial = completeBlockOptions();

/** Every option of local block matching, in the order in which specs list them. */
export const blockOptionInfos: readonly OptionInfo<keyof BlockOptions>[] = [
  choiceOption({
    name: 'cost',
    choices: ['sad', 'ssd', 'ncc', 'census'],
    initial: initial.cost,
    description:
      'sad: sum of absolute differences. ssd: sum of squared differences. ncc: 1 − zero-mean normalised cross-correlation, blind to gain and offset. census: Hamming distance of census strings, robust to exposure.',
  }),
  ...disparityRangeInfos(initial),
  integerOption({
    name: 'blockSize',
    range: [1, 51],
    unit: 'px',
    initial: initial.blockSize,
    description:
      'Side of the window whose matching costs are summed; an even value acts as the next odd one. Larger is smoother and fattens edges.',
  }),
  choiceOption({
    name: 'censusWindow',
    choices: ['5x5', '7x7', '9x7'],
    initial: initial.censusWindow,
    description:
      'Neighbourhood that a census string describes, width × height: 24, 48 or 62 comparisons. Only used by cost census.',
  }),
  integerOption({
    name: 'uniquenessRatio',
    range: [0, 100],
    unit: '%',
    initial: initial.uniquenessRatio,
    description:
      'A pixel is dropped where a disparity further than 1 px away costs less than this much above the best. 0 keeps all.',
  }),
  numberOption({
    name: 'textureThreshold',
    range: [0, 128],
    initial: initial.textureThreshold,
    description:
      'A pixel is dropped where the standard deviation of the grey values in its window is below this. Cost ncc always drops windows without any.',
  }),
];
