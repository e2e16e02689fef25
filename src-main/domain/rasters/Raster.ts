/** What the numbers of a raster mean, and their unit. */
export type Quantity =
  | 'disparity:px'
  | 'depth:m'
  | 'inverse-depth:1/m'
  /** Affine-invariant inverse depth, larger = nearer. */
  | 'inverse-depth:relative'
  /** Affine-invariant depth, larger = farther. */
  | 'depth:relative'
  /** Structural similarity in [-1, 1]. */
  | 'ssim'
  /** Share of a window that is valid, [0, 1]. */
  | 'coverage'
  /** How clearly a matcher's best disparity wins, [0, 100]. */
  | 'uniqueness:%'
  /** How sure a method says it is, in numbers of its own; larger = surer. */
  | 'confidence'
  /** prediction − ground truth, in the compared quantity's unit. */
  | 'error:px'
  | 'error:m'
  | 'error:1/m'
  /** Photometric error of a reconstruction, [0, 1]; domain/photometric. */
  | 'photometric'
  /** A class of domain/photometric/visibility.ts. */
  | 'visibility'
  /** A class of domain/comparison/nearerMap.ts. */
  | 'nearer'
  /** Edge-aware smoothness term of a pixel; domain/photometric. */
  | 'smoothness';

/** The quantities that a comparison may be made in. */
export type ComparedQuantity = 'disparity' | 'depth' | 'inverse-depth';

/**
 * One number per pixel. Row-major, origin top-left, x right, y down, `index = y * width + x`.
 * Invalid is NaN, and nothing else: sentinels are translated where files are read.
 */
export interface Raster<Q extends Quantity = Quantity> {
  readonly quantity: Q;
  readonly width: number;
  readonly height: number;
  /** width × height values. */
  readonly values: Float32Array;
}

/** An 8-bit picture, row-major, channels interleaved (1 = grey, 3 = RGB). */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/** One bit per pixel as a byte: 0 = outside, 1 = inside. Row-major. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
