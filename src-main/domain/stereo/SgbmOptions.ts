/**
 * OpenCV's StereoSGBM modes: MODE_SGBM (five paths, one sweep), MODE_HH (eight, two sweeps), MODE_SGBM_3WAY (three paths,
 * in four stripes of the image), MODE_HH4 (four, two sweeps).
 */
export type SgbmMode = 'sgbm' | 'hh' | '3way' | 'hh4';

/** Options of OpenCV's StereoSGBM, with its names and meaning. Legal ranges stand in sgbmOptionInfos.ts. */
export interface SgbmOptions {
  readonly mode: SgbmMode;
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
 * The studio's defaults, completed from what is given. P1 and P2 follow the block size unless they are given, as
 * OpenCV's documentation advises: P1 = 8 · blockSize², P2 = 32 · blockSize² (one channel).
 */
export function completeSgbmOptions(given: Partial<SgbmOptions> = {}): SgbmOptions {
  const blockSize = given.blockSize ?? 5;
  return {
    mode: given.mode ?? 'sgbm',
    minDisparity: given.minDisparity ?? 0,
    numDisparities: given.numDisparities ?? 128,
    blockSize,
    P1: given.P1 ?? 8 * blockSize * blockSize,
    P2: given.P2 ?? 32 * blockSize * blockSize,
    disp12MaxDiff: given.disp12MaxDiff ?? 1,
    preFilterCap: given.preFilterCap ?? 63,
    uniquenessRatio: given.uniquenessRatio ?? 10,
    speckleWindowSize: given.speckleWindowSize ?? 100,
    speckleRange: given.speckleRange ?? 2,
  };
}
