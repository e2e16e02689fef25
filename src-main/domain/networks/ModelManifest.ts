import type { Quantity } from '../rasters/Raster.ts';

/**
 * What Fathom knows of one network: one file `resources/models/ID.json`, read by `validateManifest`. Everything that a
 * result depends on is said here, nothing is guessed: a value that was not checked against the authors' code or file is
 * named in `unverified`, and shown with that mark.
 */
export interface ModelManifest {
  readonly schema: 1;
  /** As in method specs: lower-case letters, digits, `.`, `_` and `-`; also the name of the manifest's file. */
  readonly id: string;
  /** As people write it: `Depth Anything V2 Small`. */
  readonly name: string;
  /** Networks that share preprocessing and architecture: `Depth Anything V2`. */
  readonly family: string;
  /** One or two sentences: what it is for, and what to beware of. */
  readonly description: string;
  /**
   * `runnable`: Fathom runs an ONNX file of it. `imported-only`: no single graph gives its maps (diffusion, video); its
   * predictions are imported, and this file says what their numbers mean.
   */
  readonly kind: 'runnable' | 'imported-only';
  /** Where it comes from: the authors' page or repository. */
  readonly source: string;
  /** Of the paper: an address or `arXiv:2406.09414`; null without one. */
  readonly paper: string | null;
  readonly licence: ModelLicence;
  /** Number of weights; null where not known. */
  readonly parameters: number | null;
  readonly precision: 'fp32' | 'fp16' | 'int8' | 'mixed' | 'other';
  /** The graph first. Empty for `imported-only`, and for a network whose file the user must export and add. */
  readonly files: readonly ModelFile[];
  /** Null for `imported-only`. */
  readonly input: ModelInput | null;
  readonly output: ModelOutput;
  /** Fields above that are not verified, as paths: `input.resize.rule`, `files[0].sha256`, `licence`. */
  readonly unverified: readonly string[];
  /** How to get a file that cannot be downloaded, quirks, measured figures. Shown as it is. */
  readonly notes: readonly string[];
}

interface ModelLicence {
  /** SPDX identifier where there is one, else its name. */
  readonly name: string;
  readonly url: string | null;
  /** Null where not known. */
  readonly allowsCommercialUse: boolean | null;
}

/** A file of the network. Downloads are checked by size and SHA-256 before use. */
export interface ModelFile {
  /** Name within the model's folder: no slash, no `..`. */
  readonly name: string;
  /** `external-data`: weights beside a graph that names them. */
  readonly role: 'graph' | 'external-data';
  /** Https address of a pinned revision; null where the file is bundled or must be exported by the user. */
  readonly url: string | null;
  readonly sizeBytes: number | null;
  /** 64 lower-case hexadecimal digits; null where not known: such a file is used only after the user added it. */
  readonly sha256: string | null;
}

/** From the picture to the tensors. */
export interface ModelInput {
  /** One per tensor that carries pictures. The order is the session's where names are null. */
  readonly feeds: readonly ModelFeed[];
  /** Further inputs with a constant (MoGe's num_tokens). */
  readonly constants: readonly ModelConstant[];
  /** n = 1, c = channels, v = views (1). */
  readonly layout: 'nchw' | 'nhwc' | 'nvchw';
  /** `grey`: one channel, OpenCV's weights. */
  readonly channelOrder: 'rgb' | 'bgr' | 'grey';
  readonly resize: ResizeSpec;
  /** tensor = (sample ÷ divisor − mean) ÷ std per channel, in the tensor's channel order; sample is 0…255. */
  readonly normalise: {
    readonly divisor: number;
    readonly mean: readonly number[];
    readonly std: readonly number[];
  };
}

export interface ModelFeed {
  /** Null = read from the session: its n-th input that is not a constant. */
  readonly tensorName: string | null;
  /** Pictures joined along the channels: `['left']`, or `['left', 'right']` in one tensor (HITNet). */
  readonly pictures: readonly ('left' | 'right')[];
  /** Size of this tensor ÷ the network's input size (CREStereo's first stage: 0.5). */
  readonly scale: number;
}

export interface ModelConstant {
  readonly tensorName: string;
  readonly type: 'int64' | 'int32' | 'float32' | 'bool';
  /** [] = scalar. */
  readonly dims: readonly number[];
  readonly values: readonly number[];
}

/**
 * Picture size (w, h) → network size. W and H are `width` and `height` below, m is `multipleOf`:
 * - `lower-bound`: scale max(W/w, H/h), sides to the nearest multiple of m (half to even), up where that is below W or H
 *   (Depth Anything's authors);
 * - `minimal`: of W/w and H/h the one closer to 1, sides to the nearest multiple of m (MiDaS DPT, Hugging Face);
 * - `upper-bound`: scale min(W/w, H/h), sides to the nearest multiple of m, down where that is above W or H (MiDaS v2.1);
 * - `squash`: W × H, proportions ignored;
 * - `longest-side`: scale max(W, H)/max(w, h), sides to the nearest multiple of m, half up (Depth Anything 3);
 * - `fit-and-pad`: scale min(W/w, H/h), rounded down to whole pixels, centred in W × H with a border (Metric3D);
 * - `pad-to-multiple`: not resized; a border up to multiples of m (RAFT-Stereo).
 */
export type ResizeRule =
  'lower-bound' | 'minimal' | 'upper-bound' | 'squash' | 'longest-side' | 'fit-and-pad' | 'pad-to-multiple';

/**
 * - `cubic`, `linear`, `area`: OpenCV's INTER_CUBIC (a = −0.75, no antialias), INTER_LINEAR, INTER_AREA;
 * - `area-or-cubic`: area where both sides shrink, else cubic;
 * - `pil-bicubic` (a = −0.5), `pil-lanczos`, `pil-bilinear`: Pillow's, antialiased when shrinking, on 8-bit samples;
 * - `linear-align-corners`: PyTorch's bilinear with align_corners=True.
 */
export type InputInterpolation =
  | 'cubic'
  | 'linear'
  | 'area'
  | 'area-or-cubic'
  | 'pil-bicubic'
  | 'pil-bilinear'
  | 'pil-lanczos'
  | 'linear-align-corners';

export interface ResizeSpec {
  readonly rule: ResizeRule;
  /** Network size that the rule aims at, px. */
  readonly width: number;
  readonly height: number;
  readonly multipleOf: number;
  readonly interpolation: InputInterpolation;
  /** `float32`: overshoot of cubic stays. `uint8`: rounded and clipped to 0…255 before normalisation. */
  readonly samples: 'float32' | 'uint8';
  /** Border of the padding rules: a colour 0…255 in RGB order, or the outermost pixels. */
  readonly border: readonly [number, number, number] | 'replicate';
}

/** What the numbers of a map from a network can mean, once `formula` is applied. */
export type PredictedQuantity = Extract<
  Quantity,
  'disparity:px' | 'depth:m' | 'inverse-depth:1/m' | 'inverse-depth:relative' | 'depth:relative'
>;

/** From the tensors to the map. */
export interface ModelOutput {
  /** Of the stored map, after `formula`. */
  readonly quantity: PredictedQuantity;
  /** Null = read from the session: its only output, or its first one of rank 3 or 4. */
  readonly tensorName: string | null;
  /** Which channel of a map with several: 0 for most. */
  readonly channel: number;
  /** From the network's size to the picture's. `cubic` is PyTorch's (a = −0.75, no antialias). */
  readonly resize: {
    readonly interpolation: 'linear' | 'cubic' | 'nearest';
    readonly alignCorners: boolean;
  };
  /** Applied after the resize, pixel by pixel. */
  readonly formula: OutputFormula;
  /** The output that says how sure the network is of each pixel of its map, where it has one. */
  readonly confidence?: ModelConfidence;
  /** Range in which the network was trained to answer, in the stored unit; null where it has none. */
  readonly trainedRange: { readonly min: number; readonly max: number } | null;
}

interface ModelConfidence {
  readonly tensorName: string;
  /** Which way its numbers go; their scale does not matter, only their order is used. */
  readonly larger: 'surer' | 'less-sure';
}

/**
 * What turns the network's number x into the stored quantity. f is the focal length in px of the picture (from the
 * calibration, or where the network says it), w and w_net the widths of the picture and of the network's input:
 * - `identity`: x · scale (−1 for a flow that points the other way);
 * - `canonical-depth`: x · f · (w_net′/w) / canonicalFocalPx metres, w_net′ without padding (Metric3D 1000, DA3 300);
 * - `canonical-inverse-depth`: 1 / clamp(x · w/f, 1e-4, 1e4) metres (Depth Pro), f from `focalTensor` or `fovTensor`;
 * - `disparity-of-network-width`: x · scale · w/w_net′ px (stereo networks);
 * - `disparity-of-width-share`: x · w px (monodepth, PyDNet);
 * - `sigmoid-disparity`: 1 / (1/max + (1/min − 1/max) · x), times `scaleToM` where it is metric (monodepth2);
 * - `point-map`: focal length and shift from a map of points, then z (MoGe).
 */
export type OutputFormula =
  | { readonly kind: 'identity'; readonly scale: number }
  | { readonly kind: 'canonical-depth'; readonly canonicalFocalPx: number; readonly maxM: number }
  | {
      readonly kind: 'canonical-inverse-depth';
      /** Outputs that hold the focal length in px, or the horizontal field of view in degrees; null = calibration. */
      readonly focalTensor: string | null;
      readonly fovTensor: string | null;
    }
  | { readonly kind: 'disparity-of-network-width'; readonly scale: number }
  | { readonly kind: 'disparity-of-width-share' }
  | {
      readonly kind: 'sigmoid-disparity';
      readonly minDepth: number;
      readonly maxDepth: number;
      readonly scaleToM: number | null;
    }
  | {
      readonly kind: 'point-map';
      readonly maskTensor: string | null;
      readonly scaleTensor: string | null;
    };

/** How many pictures the network takes: 1, or 2 for a stereo pair. */
export function pictureCount({ input }: Pick<ModelManifest, 'input'>): 1 | 2 {
  return input?.feeds.some(({ pictures }) => pictures.includes('right')) ? 2 : 1;
}
