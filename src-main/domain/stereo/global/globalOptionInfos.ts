import { choiceOption, integerOption } from '../../options/declareOption.ts';
import type { OptionInfo } from '../../options/OptionInfo.ts';
import { disparityRangeInfos } from '../disparityRangeInfos.ts';
import { completeGlobalOptions, type GlobalOptions } from './GlobalOptions.ts';

const initial = completeGlobalOptions();

/** Every option of belief propagation, in the order in which specs list them. */
export const globalOptionInfos: readonly OptionInfo<keyof GlobalOptions>[] = [
  choiceOption({
    name: 'cost',
    choices: ['bt', 'ad', 'census'],
    initial: initial.cost,
    description:
      'Cost of a single pixel. bt: Birchfield and Tomasi on gradient and intensity, as in SGBM. ad: absolute difference of grey values. census: Hamming distance of 9×7 census strings.',
  }),
  ...disparityRangeInfos(initial, { ofNumber: ' Memory grows with it.' }),
  integerOption({
    name: 'dataTruncation',
    range: [1, 255],
    initial: initial.dataTruncation,
    description:
      'A pixel costs at most this, so that occluded and shiny pixels do not outweigh their neighbours.',
  }),
  integerOption({
    name: 'smoothness',
    range: [0, 255],
    initial: initial.smoothness,
    description: 'Penalty per pixel of difference between the disparities of neighbours.',
  }),
  integerOption({
    name: 'smoothnessTruncation',
    range: [0, 255],
    initial: initial.smoothnessTruncation,
    description: 'Largest penalty between neighbours; depth edges cost this and no more.',
  }),
  integerOption({
    name: 'iterations',
    range: [1, 100],
    initial: initial.iterations,
    description: 'Rounds of messages on each level of the pyramid.',
  }),
  integerOption({
    name: 'levels',
    range: [1, 5],
    initial: initial.levels,
    description: 'Levels of the pyramid; each halves the grid, so that messages travel further.',
  }),
];
