import { Distortion } from './Distortion.ts';
import { invert, multiply, type Matrix3 } from './Matrix3.ts';
import type { DistortedCamera, RectifiedCamera } from './StereoCameras.ts';

/**
 * Where each pixel of a rectified picture comes from, a row at a time: initUndistortRectifyMap without its memory.
 * Positions are float32 as OpenCV's maps (CV_32FC1); they agree with it to 1e-4 px.
 *
 * Source: OpenCV 4.6 modules/calib3d/src/undistort.dispatch.cpp; tested against it.
 */
export class RectifyRows {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly #built: DistortedCamera;
  readonly #lens: Distortion;
  readonly #rayFromPixel: Matrix3;
  readonly #point = new Float64Array(2);

  /** @throws InvalidOption for an illegal distortion */
  constructor(built: DistortedCamera, to: RectifiedCamera, width: number) {
    this.x = new Float32Array(width);
    this.y = new Float32Array(width);
    this.#built = built;
    this.#lens = new Distortion(built);
    const K: Matrix3 = [to.focalPx, 0, to.cxPx, 0, to.focalPx, to.cyPx, 0, 0, 1];
    this.#rayFromPixel = invert(multiply(K, to.rotation));
  }

  /** Puts the source positions of row v's pixels into x and y. */
  fill(v: number): void {
    const m = this.#rayFromPixel;
    const { focalXPx, focalYPx, cxPx, cyPx } = this.#built;
    const point = this.#point;
    for (let u = 0; u < this.x.length; u += 1) {
      const w = 1 / (m[6] * u + m[7] * v + m[8]);
      this.#lens.distort((m[0] * u + m[1] * v + m[2]) * w, (m[3] * u + m[4] * v + m[5]) * w, point);
      this.x[u] = focalXPx * point[0]! + cxPx;
      this.y[u] = focalYPx * point[1]! + cyPx;
    }
  }
}
