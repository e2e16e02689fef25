import type { Vec3 } from '../vector.ts';

export type Pattern =
  | 'plain'
  | 'mottled'
  | 'bricks'
  | 'tiles'
  | 'stripes'
  | 'wood'
  | 'specks'
  | 'collage'
  | 'windows'
  | 'stones'
  | 'text';

/** How a thing looks. Colours are linear RGB albedo. */
export interface Material {
  readonly pattern: Pattern;
  readonly first: Vec3;
  readonly second: Vec3;
  readonly third: Vec3;
  /** Metres: a brick's length, a stripe's width, a blotch's size. */
  readonly size: number;
  readonly seed: number;
  /** Strength of fine grain and of large stains, 0 to 1. */
  readonly grain: number;
  readonly stains: number;
  /** Strength of a highlight, 0 to 1, and its exponent. */
  readonly gloss: number;
  readonly sharpness: number;
  /** Share of light mirrored, 0 to 1. */
  readonly mirror: number;
  /** Share of light that passes: glass and gauze, 0 to 1. */
  readonly clear: number;
  /** Light given off, in multiples of the albedo. */
  readonly glow: number;
  /** How much the shading normal rocks, 0 to 1. */
  readonly bumps: number;
}
