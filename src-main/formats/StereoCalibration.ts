import type { StereoRig } from '#domain/camera/StereoRig.ts';

/** A rectified pair's camera as a calibration file gives it; the file may not say for which image size. */
export interface StereoCalibration extends Omit<StereoRig, 'width' | 'height'> {
  readonly size: { readonly width: number; readonly height: number } | null;
}
