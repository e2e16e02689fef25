import { layoutNames, type LayoutName } from '#domain/datasets/Layout.ts';

const labels: Readonly<Record<LayoutName, string>> = {
  middlebury: 'Middlebury 2001 to 2014, ETH3D',
  'kitti-2012': 'KITTI stereo 2012',
  'kitti-2015': 'KITTI stereo 2015',
  'scene-flow': 'Scene Flow',
  'parallel-folders': 'Parallel folders',
  'named-pairs': 'Named pairs (left01, right01)',
};

/** The dataset layouts that an import understands. */
export const layoutChoices: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  ...layoutNames.map((name) => ({ value: name, label: labels[name] })),
];
