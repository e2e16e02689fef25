import { choiceOption, integerOption, numberOption } from '../../options/declareOption.ts';
import type { OptionInfo } from '../../options/OptionInfo.ts';
import { completeFilterOptions, type FilterOptions } from './FilterOptions.ts';

const initial = completeFilterOptions();

/** Every filter option, in the order in which the filters run and specs list them. */
export const filterOptionInfos: readonly OptionInfo<keyof FilterOptions>[] = [
  numberOption({
    name: 'leftRightMaxDiff',
    range: [-1, 4096],
    unit: 'px',
    initial: initial.leftRightMaxDiff,
    description:
      'The pair is matched from the right as well; a pixel is dropped where the two disparities differ by more than this, or there is none. −1 turns the check off.',
  }),
  choiceOption({
    name: 'median',
    choices: ['off', '3', '5'],
    initial: initial.median,
    description: 'Side in px of the window whose median replaces a value; missing values take no part.',
  }),
  integerOption({
    name: 'speckleSize',
    range: [0, 1_000_000],
    unit: 'px',
    initial: initial.speckleSize,
    description: 'Connected areas of at most this many pixels are dropped. 0 turns the filter off.',
  }),
  numberOption({
    name: 'speckleMaxDiff',
    range: [0, 2047],
    unit: 'px',
    initial: initial.speckleMaxDiff,
    description: 'Neighbours belong to one area where their disparities differ by at most this.',
  }),
  choiceOption({
    name: 'fill',
    choices: ['off', 'background', 'wls-holes', 'wls'],
    initial: initial.fill,
    description:
      'What happens where there is no value. background: the farther of the next values to the left and right. wls-holes: smoothed from all around, along the left picture’s edges. wls: the same, and values are smoothed too.',
  }),
  numberOption({
    name: 'lambda',
    range: [0, 1_000_000],
    initial: initial.lambda,
    description: 'Strength of smoothing in wls and wls-holes. OpenCV’s usual value is 8000.',
  }),
  numberOption({
    name: 'sigmaColor',
    range: [0.01, 255],
    initial: initial.sigmaColor,
    description:
      'How large a step of grey values counts as an edge in wls and wls-holes. Smaller keeps faint edges; below 0.5 values may not reach everywhere.',
  }),
];
