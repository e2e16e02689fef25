import type { Vec3 } from '../vector.ts';
import type { Frame } from './Frame.ts';
import type { Primitives } from './Primitives.ts';

/** Sun (a direction) or lamp (a point whose light falls off with the square of the distance). */
interface Light {
  readonly kind: 'sun' | 'lamp';
  /** Towards the sun, unit; or where the lamp is. */
  readonly at: Vec3;
  /** Irradiance: of the sun, or of the lamp at one metre. */
  readonly colour: Vec3;
}

interface Backdrop {
  readonly zenith: Vec3;
  readonly horizon: Vec3;
  readonly ground: Vec3;
  /** Share under clouds, 0 to 1; in space the share of stars. */
  readonly clouds: number;
  readonly isSpace: boolean;
  readonly seed: number;
}

/** A training scene with its camera: everything that one picture needs. */
export interface Stage {
  readonly things: Primitives;
  readonly lights: readonly Light[];
  readonly ambientAbove: Vec3;
  readonly ambientBelow: Vec3;
  /** How far a corner darkens, metres. */
  readonly reachM: number;
  readonly backdrop: Backdrop;
  readonly haze: { readonly colour: Vec3; readonly perMetre: number } | null;
  /** x to the right, y up, z along the optical axis. */
  readonly camera: Frame;
  /** Focal length as a share of the picture's longer side. */
  readonly focal: number;
  /** What the mean of the picture should be, linear. */
  readonly brightness: number;
  readonly seed: number;
}
