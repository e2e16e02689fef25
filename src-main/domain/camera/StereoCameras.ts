import type { Matrix3, Vector3 } from './Matrix3.ts';

/** A camera as it was built: focal lengths, principal point and lens distortion. Pixel centres are integers. */
export interface DistortedCamera {
  readonly focalXPx: number;
  readonly focalYPx: number;
  readonly cxPx: number;
  readonly cyPx: number;
  /** OpenCV's order: k1 k2 p1 p2 [k3 [k4 k5 k6 [s1 s2 s3 s4 [τx τy]]]]; 0, 4, 5, 8, 12 or 14 numbers. */
  readonly distortion: readonly number[];
}

/** Where the right camera stands: X_right = rotation · X_left + translation. */
export interface CameraPose {
  readonly rotation: Matrix3;
  readonly translationM: Vector3;
}

/** A pinhole camera without distortion and with one focal length. */
export interface RectifiedCamera {
  /** From the built camera's axes to the rectified ones, which both cameras share. */
  readonly rotation: Matrix3;
  readonly focalPx: number;
  readonly cxPx: number;
  readonly cyPx: number;
}

/** The two virtual cameras whose rows are epipolar lines. */
export interface Rectification {
  readonly left: RectifiedCamera;
  readonly right: RectifiedCamera;
  readonly baselineM: number;
  /** Of the rectified pictures. */
  readonly width: number;
  readonly height: number;
}

/** A pair that is not rectified yet, and what rectifies it. Distinct from StereoRig, which describes the result. */
export interface StereoCameras {
  /** Of the pictures as they were taken. */
  readonly width: number;
  readonly height: number;
  readonly left: DistortedCamera;
  readonly right: DistortedCamera;
  readonly rectification: Rectification;
}
