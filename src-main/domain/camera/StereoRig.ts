/**
 * A rectified stereo pair's camera, at the resolution of the left image. OpenCV convention: the centre of the
 * top-left pixel is (0, 0); x right, y down, z forward.
 */
export interface StereoRig {
  readonly focalPx: number;
  readonly cxPx: number;
  readonly cyPx: number;
  /** Distance between the two optical centres; null for a single camera. */
  readonly baselineM: number | null;
  /** cx of the right camera − cx of the left one (Middlebury's doffs). Z = f·B / (d + doffs). */
  readonly doffsPx: number;
  readonly width: number;
  readonly height: number;
}
