import { integerOption } from '../options/declareOption.ts';
import type { OptionInfo } from '../options/OptionInfo.ts';

type RangeName = 'minDisparity' | 'numDisparities';

/** The searched range, as block matching and belief propagation have it: any whole number of disparities. */
export function disparityRangeInfos(
  initial: Readonly<Record<RangeName, number>>,
  { ofNumber = '' }: { readonly ofNumber?: string } = {},
): readonly OptionInfo<RangeName>[] {
  return [
    integerOption({
      name: 'minDisparity',
      range: [-2047, 2031],
      unit: 'px',
      initial: initial.minDisparity,
      description:
        'Smallest disparity searched. Negative where the principal points differ or the cameras toe in.',
    }),
    integerOption({
      name: 'numDisparities',
      range: [1, 2032],
      unit: 'px',
      initial: initial.numDisparities,
      description: `Length of the searched range; at least focal length · baseline ÷ nearest depth. That many columns at the left stay empty.${ofNumber}`,
    }),
  ];
}
