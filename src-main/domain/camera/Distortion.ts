import { StudioError } from '../errors.ts';
import { multiply, transform, transpose, type Matrix3 } from './Matrix3.ts';
import type { DistortedCamera } from './StereoCameras.ts';

/** So many coefficients a model has: radial and tangential, third radial, rational, thin prism, tilted sensor. */
const legalCounts: readonly number[] = [0, 4, 5, 8, 12, 14];

/** How often undistort refines its answer, as cv2.stereoRectify lets it. */
const undistortSteps = 5;

/**
 * Lens distortion in normalised coordinates (x = X / Z), with OpenCV's 14 coefficients.
 *
 * Source: OpenCV 4.6 modules/calib3d, section "Detailed Description"; tested against initUndistortRectifyMap.
 */
export class Distortion {
  readonly #lens: Coefficients;
  readonly #tilt: Matrix3 | null;
  readonly #untilt: Matrix3 | null;

  /** @throws InvalidOption for another count of coefficients than 0, 4, 5, 8, 12 or 14, or one that is not finite. */
  constructor({ distortion }: Pick<DistortedCamera, 'distortion'>) {
    if (!legalCounts.includes(distortion.length) || !distortion.every(Number.isFinite)) {
      const found = distortion.length;
      throw new StudioError(
        'InvalidOption',
        `distortion has 4, 5, 8, 12 or 14 finite coefficients, found ${found}: ${distortion.join(' ')}`,
        { expected: '4, 5, 8, 12 or 14', found },
      );
    }
    const [k1 = 0, k2 = 0, p1 = 0, p2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0, ...others] = distortion;
    const [s1 = 0, s2 = 0, s3 = 0, s4 = 0, tauX = 0, tauY = 0] = others;
    this.#lens = { k1, k2, p1, p2, k3, k4, k5, k6, s1, s2, s3, s4 };
    const isTilted = tauX !== 0 || tauY !== 0;
    this.#tilt = isTilted ? tiltOf(tauX, tauY) : null;
    this.#untilt = isTilted ? untiltOf(tauX, tauY) : null;
  }

  /** Where the lens puts the ray (x, y, 1); written to `out`, because it runs per pixel. */
  distort(x: number, y: number, out: Float64Array): void {
    const { k1, k2, p1, p2, k3, k4, k5, k6, s1, s2, s3, s4 } = this.#lens;
    const x2 = x * x;
    const y2 = y * y;
    const r2 = x2 + y2;
    const twoXy = 2 * x * y;
    const radial = (1 + ((k3 * r2 + k2) * r2 + k1) * r2) / (1 + ((k6 * r2 + k5) * r2 + k4) * r2);
    out[0] = x * radial + p1 * twoXy + p2 * (r2 + 2 * x2) + s1 * r2 + s2 * r2 * r2;
    out[1] = y * radial + p1 * (r2 + 2 * y2) + p2 * twoXy + s3 * r2 + s4 * r2 * r2;
    if (this.#tilt) project(this.#tilt, out);
  }

  /** The ray that the lens puts to (x, y), by OpenCV's five fixed-point steps; written to `out`. */
  undistort(x: number, y: number, out: Float64Array): void {
    const { k1, k2, p1, p2, k3, k4, k5, k6, s1, s2, s3, s4 } = this.#lens;
    out[0] = x;
    out[1] = y;
    if (this.#untilt) project(this.#untilt, out);
    const x0 = out[0];
    const y0 = out[1];
    let [u, v] = [x0, y0];
    for (let step = 0; step < undistortSteps; step += 1) {
      const r2 = u * u + v * v;
      const unradial = (1 + ((k6 * r2 + k5) * r2 + k4) * r2) / (1 + ((k3 * r2 + k2) * r2 + k1) * r2);
      if (unradial < 0) {
        // Beyond the radius where the polynomial turns back there is no answer; OpenCV keeps the distorted point.
        [u, v] = [x, y];
        break;
      }
      const deltaX = 2 * p1 * u * v + p2 * (r2 + 2 * u * u) + s1 * r2 + s2 * r2 * r2;
      const deltaY = p1 * (r2 + 2 * v * v) + 2 * p2 * u * v + s3 * r2 + s4 * r2 * r2;
      u = (x0 - deltaX) * unradial;
      v = (y0 - deltaY) * unradial;
    }
    out[0] = u;
    out[1] = v;
  }
}

type Coefficients = Readonly<
  Record<'k1' | 'k2' | 'p1' | 'p2' | 'k3' | 'k4' | 'k5' | 'k6' | 's1' | 's2' | 's3' | 's4', number>
>;

function project(m: Matrix3, out: Float64Array): void {
  const [x, y, z] = transform(m, [out[0]!, out[1]!, 1]);
  const s = z === 0 ? 1 : 1 / z;
  out[0] = s * x;
  out[1] = s * y;
}

function turnOf(tauX: number, tauY: number): Matrix3 {
  const [cx, sx, cy, sy] = [Math.cos(tauX), Math.sin(tauX), Math.cos(tauY), Math.sin(tauY)];
  return multiply([cy, 0, -sy, 0, 1, 0, sy, 0, cy], [1, 0, 0, 0, cx, sx, 0, -sx, cx]);
}

function tiltOf(tauX: number, tauY: number): Matrix3 {
  const turn = turnOf(tauX, tauY);
  return multiply([turn[8], 0, -turn[2], 0, turn[8], -turn[5], 0, 0, 1], turn);
}

function untiltOf(tauX: number, tauY: number): Matrix3 {
  const turn = turnOf(tauX, tauY);
  const s = 1 / turn[8];
  return multiply(transpose(turn), [s, 0, s * turn[2], 0, s, s * turn[5], 0, 0, 1]);
}
