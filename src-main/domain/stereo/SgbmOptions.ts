/**
 * OpenCV's StereoSGBM modes: MODE_SGBM (five paths, one sweep), MODE_HH (eight, two sweeps), MODE_SGBM_3WAY (three paths,
 * in four stripes of the image), MODE_HH4 (four, two sweeps).
 */
export type SgbmMode = 'sgbm' | 'hh' | '3way' | 'hh4';

/** Options of OpenCV's StereoSGBM, with its names and meaning. Legal ranges stand in sgbmOptionInfos.ts. */
export interface SgbmOptions {
  readonly mode: SgbmMode;
  /**
   * What is compared: 1 = grey, 3 = colour. OpenCV takes this from the pictures that it is given; a run needs it said.
   * The matchers themselves go by the pictures.
   */
  readonly channels: 1 | 3;
  readonly minDisparity: number;
  readonly numDisparities: number;
  readonly blockSize: number;
  readonly P1: number;
  readonly P2: number;
  readonly disp12MaxDiff: number;
  readonly preFilterCap: number;
  readonly uniquenessRatio: number;
  readonly speckleWindowSize: number;
  readonly speckleRange: number;
}

/**
 * The studio's defaults, completed from what is given. P1 and P2 follow the block size and the channels unless they are
 * given, as OpenCV's documentation advises: P1 = 8 · channels · blockSize², P2 = 32 · channels · blockSize², as far as these
 * are legal.
 */
export function completeSgbmOptions(given: Partial<SgbmOptions> = {}): SgbmOptions {
  const blockSize = given.blockSize ?? 5;
  const channels = given.channels ?? 1;
  const area = channels * blockSize * blockSize;
  return {
    mode: given.mode ?? 'sgbm',
    channels,
    minDisparity: given.minDisparity ?? 0,
    numDisparities: given.numDisparities ?? 128,
    blockSize,
    P1: given.P1 ?? Math.min(8 * area, 32_766),
    P2: given.P2 ?? Math.min(32 * area, 32_767),
    disp12MaxDiff: given.disp12MaxDiff ?? 1,
    preFilterCap: given.preFilterCap ?? 63,
    uniquenessRatio: given.uniquenessRatio ?? 10,
    speckleWindowSize: given.speckleWindowSize ?? 100,
    speckleRange: given.speckleRange ?? 2,
  };
}
