import type { OptionInfo } from '../options/OptionInfo.ts';
import type { SgbmOptions } from './SgbmOptions.ts';
import { completeSgbmOptions } from './SgbmOptions.ts';

/** One of SGBM's options. */
export type SgbmOptionInfo = OptionInfo<keyof SgbmOptions>;
type IntegerName = Exclude<keyof SgbmOptions, 'mode'>;
const initial = completeSgbmOptions();

function integer(
  name: IntegerName,
  [min, max, step]: readonly [number, number, number],
  unit: string,
  description: string,
): SgbmOptionInfo {
  return {
    name,
    description,
    unit,
    kind: 'integer',
    min,
    max,
    step,
    choices: [],
    initial: initial[name],
  };
}

/**
 * Every option in the order in which specs list them. The limits are those within which OpenCV 4.6 computes something:
 * disparities that fit int16 in 1/16 px, penalties that fit int16. Zeros that stand for a default are legal, as is what
 * OpenCV documents as wrong but computes: a numDisparities that is no multiple of 16, a preFilterCap above 127.
 */
export const sgbmOptionInfos: readonly SgbmOptionInfo[] = [
  {
    name: 'mode',
    description:
      'sgbm: five path directions, little memory. hh: eight directions, smoother, 2 bytes per pixel and disparity. 3way: three directions in four stripes, the fastest. hh4: four directions, as much memory as hh.',
    unit: '',
    kind: 'choice',
    min: null,
    max: null,
    step: 1,
    choices: ['sgbm', 'hh', '3way', 'hh4'],
    initial: initial.mode,
  },
  integer(
    'channels',
    [1, 3, 1],
    '',
    'What is compared: 1 = grey, 3 = colour, which takes some times as long. P1 and P2 follow it unless they are given.',
  ),
  integer(
    'minDisparity',
    [-2047, 2031, 1],
    'px',
    'Smallest disparity searched. Negative where the principal points differ or the cameras toe in.',
  ),
  integer(
    'numDisparities',
    [1, 2032, 1],
    'px',
    'Length of the searched range; at least focal length · baseline ÷ nearest depth. That many columns at the left stay empty. A multiple of 16, unless you can wait.',
  ),
  integer(
    'blockSize',
    [0, 51, 1],
    'px',
    'Side of the window whose matching costs are summed. 1 matches single pixels; an even value acts as the next odd one; 0 means 5.',
  ),
  integer(
    'P1',
    [0, 32766, 1],
    '',
    'Penalty for a disparity change of one pixel between neighbours. 0 means 2. Usual: 8 · blockSize².',
  ),
  integer(
    'P2',
    [0, 32767, 1],
    '',
    'Penalty for a larger change; raised to P1 + 1 where smaller. 0 means 5. Usual: 32 · blockSize².',
  ),
  integer(
    'disp12MaxDiff',
    [-1, 4096, 1],
    'px',
    'Largest difference between left-to-right and right-to-left disparity. 0 and −1 mean 1, as in OpenCV; a large value turns the check off.',
  ),
  integer(
    'preFilterCap',
    [0, 1023, 1],
    '',
    'Horizontal gradients are clipped to ±this before they are compared. Below 15 it acts as 15; even values act as the next odd one; above 127 gradients overflow their 8 bits.',
  ),
  integer(
    'uniquenessRatio',
    [-1, 1000, 1],
    '%',
    'A pixel is dropped where a disparity further than 1 px away costs less than this much above the best. −1 means 10. From 100 on hardly a pixel is left.',
  ),
  integer(
    'speckleWindowSize',
    [0, 1_000_000, 1],
    'px',
    'Connected areas of at most this many pixels are dropped. 0 turns the filter off.',
  ),
  integer(
    'speckleRange',
    [0, 2047, 1],
    'px',
    'Neighbours belong to one area where their disparities differ by at most this.',
  ),
];
