import type { CameraPose, DistortedCamera, RectifiedCamera } from '#domain/camera/StereoCameras.ts';
import type { ImageSize } from './imageSize.ts';

/** A pair that is not rectified, as calibration files give it. */
export interface CamerasCalibration {
  /** Of the pictures as taken; null where the files do not say. */
  readonly size: ImageSize | null;
  readonly left: DistortedCamera;
  readonly right: DistortedCamera;
  /** Either the files say how to rectify, or where the cameras stand, from which it follows. */
  readonly rectify: GivenRectification | { readonly kind: 'pose'; readonly pose: CameraPose };
  /** False where the files do not say in which unit the translation is (OpenCV); it is read in metres. */
  readonly saysUnit: boolean;
}

export interface GivenRectification {
  readonly kind: 'given';
  readonly left: RectifiedCamera;
  readonly right: RectifiedCamera;
  readonly baselineM: number;
  /** Of the rectified pictures; null = they keep their size. */
  readonly size: ImageSize | null;
}
