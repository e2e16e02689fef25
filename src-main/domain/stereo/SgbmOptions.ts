/** OpenCV's StereoSGBM modes that are implemented. */
export type SgbmMode = 'sgbm' | 'hh';

/** Options of OpenCV's StereoSGBM, with its names and meaning. */
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
