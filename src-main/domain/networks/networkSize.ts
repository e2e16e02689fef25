import { StudioError } from '../errors.ts';
import type { ResizeSpec } from './ModelManifest.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the resized picture lies in the network's input, px. */
export interface Placement extends Size {
  readonly content: Size & { readonly left: number; readonly top: number };
  /** A first resize on the way to the content's size; null = none. */
  readonly via: Size | null;
}

/** More than any network was trained for; a panorama's short side at 518 px reaches it at 1 : 62. */
const mostInputPixels = 1 << 24;

/**
 * The size at which a network sees a picture, by the rule of its manifest (see `ResizeRule`).
 *
 * @throws OutOfMemory where that is more than `mostInputPixels`: extreme proportions under a rule that fixes the short
 *   side
 * Source: each rule's authors (`util/transform.py` of MiDaS and Depth Anything, `input_processor.py` of Depth Anything 3,
 * `test_onnx.py` of Metric3D).
 */
export function networkSize(picture: Size, spec: ResizeSpec): Placement {
  const placement = placementOf(picture, spec);
  const { width, height } = placement;
  if (width * height <= mostInputPixels) return placement;
  throw new StudioError(
    'OutOfMemory',
    `a picture of ${picture.width}×${picture.height} px becomes ${width}×${height} px by the rule ${spec.rule}; networks see at most ${mostInputPixels} px`,
    { rule: spec.rule, expected: mostInputPixels, found: width * height },
  );
}

function placementOf(picture: Size, spec: ResizeSpec): Placement {
  const { multipleOf: m } = spec;
  const byWidth = spec.width / picture.width;
  const byHeight = spec.height / picture.height;
  switch (spec.rule) {
    case 'squash':
      return filled({ width: spec.width, height: spec.height });
    case 'lower-bound': {
      const scale = Math.max(byWidth, byHeight);
      const side = (length: number, least: number) => {
        const rounded = roundHalfEven((scale * length) / m) * m;
        return rounded < least ? Math.ceil((scale * length) / m) * m : rounded;
      };
      return filled(sides(side(picture.width, spec.width), side(picture.height, spec.height), m));
    }
    case 'minimal': {
      const scale = Math.abs(1 - byWidth) < Math.abs(1 - byHeight) ? byWidth : byHeight;
      const side = (length: number) => roundHalfEven((scale * length) / m) * m;
      return filled(sides(side(picture.width), side(picture.height), m));
    }
    case 'upper-bound': {
      const scale = Math.min(byWidth, byHeight);
      const side = (length: number, most: number) => {
        const rounded = roundHalfEven((scale * length) / m) * m;
        return rounded > most ? Math.floor((scale * length) / m) * m : rounded;
      };
      return filled(sides(side(picture.width, spec.width), side(picture.height, spec.height), m));
    }
    case 'longest-side': {
      const longest = Math.max(spec.width, spec.height);
      const scale = longest / Math.max(picture.width, picture.height);
      const via = sides(roundHalfEven(scale * picture.width), roundHalfEven(scale * picture.height), 1);
      const side = (length: number) => Math.floor(length / m + 0.5) * m;
      const size = sides(side(via.width), side(via.height), m);
      const isThere = size.width === via.width && size.height === via.height;
      return { ...filled(size), via: isThere ? null : via };
    }
    case 'fit-and-pad': {
      const scale = Math.min(byWidth, byHeight);
      const content = sides(Math.floor(scale * picture.width), Math.floor(scale * picture.height), 1);
      return padded(content, { width: spec.width, height: spec.height });
    }
    case 'pad-to-multiple': {
      const up = (length: number) => Math.ceil(length / m) * m;
      return padded(picture, { width: up(picture.width), height: up(picture.height) });
    }
  }
}

function filled(size: Size): Placement {
  return { ...size, content: { left: 0, top: 0, ...size }, via: null };
}

/** Centred; of an odd border the smaller half is at the left and at the top. */
function padded(content: Size, size: Size): Placement {
  const left = Math.floor((size.width - content.width) / 2);
  const top = Math.floor((size.height - content.height) / 2);
  return { ...size, content: { left, top, width: content.width, height: content.height }, via: null };
}

/** No side vanishes, however extreme the proportions. */
function sides(width: number, height: number, least: number): Size {
  return { width: Math.max(least, width), height: Math.max(least, height) };
}

/** As Python and NumPy round. */
function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
