import type { Ray } from './shapes/Shape.ts';
import type { Scene } from './Scene.ts';
import { add, addScaled, dot, scale, subtract, type Vec3 } from './vector.ts';

export type Eye = 'left' | 'right';

/** The rectified pair of a scene: rays from pixels, pixels from points. Pixel centres are whole numbers. */
export class Camera {
  readonly #right: Vec3;
  readonly #down: Vec3;
  readonly #forward: Vec3;
  readonly #rig: Scene['rig'];
  readonly #origin: Readonly<Record<Eye, Vec3>>;

  constructor({ rig, viewpoint }: Pick<Scene, 'rig' | 'viewpoint'>) {
    const { yaw, pitch, position } = viewpoint;
    const [cy, sy, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
    this.#rig = rig;
    this.#right = [cy, 0, -sy];
    this.#down = [sp * sy, -cp, sp * cy];
    this.#forward = [cp * sy, sp, cp * cy];
    this.#origin = { left: position, right: addScaled(position, this.#right, rig.baselineM) };
  }

  #cx(eye: Eye): number {
    return this.#rig.cxPx + (eye === 'right' ? this.#rig.doffsPx : 0);
  }

  /** The ray through (u, v). Its direction advances 1 m along the optical axis, so t is depth in metres. */
  ray(eye: Eye, u: number, v: number): Ray {
    const { focalPx, cyPx } = this.#rig;
    const sideways = scale(this.#right, (u - this.#cx(eye)) / focalPx);
    const downwards = scale(this.#down, (v - cyPx) / focalPx);
    return { origin: this.#origin[eye], direction: add(this.#forward, add(sideways, downwards)) };
  }

  /** Pixel coordinates and depth at which one camera sees a point in front of it. */
  project(eye: Eye, point: Vec3): { readonly u: number; readonly v: number; readonly depth: number } {
    const from = subtract(point, this.#origin[eye]);
    const depth = dot(from, this.#forward);
    const { focalPx, cyPx } = this.#rig;
    return {
      u: this.#cx(eye) + (focalPx * dot(from, this.#right)) / depth,
      v: cyPx + (focalPx * dot(from, this.#down)) / depth,
      depth,
    };
  }

  /** d = f·B/Z − doffs; infinitely far is −doffs. */
  disparityFromDepth(depth: number): number {
    return (this.#rig.focalPx * this.#rig.baselineM) / depth - this.#rig.doffsPx;
  }
}
