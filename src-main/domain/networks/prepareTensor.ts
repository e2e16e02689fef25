import { greyFromRgb } from '../rasters/greyFromRgb.ts';
import type { Picture } from '../rasters/Raster.ts';
import type { AxisTaps } from './AxisTaps.ts';
import type { InputInterpolation, ModelInput } from './ModelManifest.ts';
import type { Placement, Size } from './networkSize.ts';
import { opencvAreaTaps, opencvCubicTaps, opencvLinearTaps } from './opencvTaps.ts';
import { pillowTaps } from './pillowTaps.ts';
import { resample, type ResampleOptions } from './resample.ts';
import { torchTaps } from './torchTaps.ts';

/** A tensor as ONNX Runtime takes it. */
export interface PreparedTensor {
  readonly dims: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * Pictures to one input tensor: resized, put into their border, normalised, in the channel order and layout of the
 * manifest.
 *
 * @param pictures  one, or two that are joined along the channels; all of one size
 * @param placement from `networkSize`; for a feed of another scale, of that size
 * @returns float32; [1, c, h, w], [1, h, w, c] or [1, 1, c, h, w]
 */
export function prepareTensor(
  pictures: readonly Picture[],
  input: Omit<ModelInput, 'feeds' | 'constants'>,
  placement: Placement,
): PreparedTensor {
  const { width, height } = placement;
  const perPicture = input.channelOrder === 'grey' ? 1 : 3;
  const channels = perPicture * pictures.length;
  const values = new Float32Array(channels * width * height);
  pictures.forEach((picture, p) => {
    const planes = normalisedPlanes(picture, input, placement);
    planes.forEach((plane, c) => {
      const channel = p * perPicture + c;
      if (input.layout !== 'nhwc') values.set(plane, channel * width * height);
      else for (let i = 0; i < plane.length; i++) values[i * channels + channel] = plane[i]!;
    });
  });
  const dims = {
    nchw: [1, channels, height, width],
    nhwc: [1, height, width, channels],
    nvchw: [1, 1, channels, height, width],
  };
  return { dims: dims[input.layout], values };
}

/** One plane per channel, border included, in the channel order of the manifest. */
function normalisedPlanes(
  picture: Picture,
  { channelOrder, resize, normalise }: Omit<ModelInput, 'feeds' | 'constants'>,
  placement: Placement,
): Float32Array[] {
  const source = channelOrder === 'grey' ? greyFromRgb(picture) : picture;
  const { width, height, content } = placement;
  const count = channelOrder === 'grey' ? 1 : 3;
  const planes = Array.from({ length: count }, () => new Float32Array(width * height));
  // Where the sample of a plane stands: BGR turns the order round, and a grey picture has one sample for all.
  const sampleOf = planes.map((_, c) => (source.channels === 1 ? 0 : channelOrder === 'bgr' ? 2 - c : c));
  const factors = planes.map((_, c) => 1 / (normalise.divisor * normalise.std[c]!));
  const offsets = planes.map((_, c) => -normalise.mean[c]! / normalise.std[c]!);

  resized(source, placement, resize, (row, y) => {
    const start = (content.top + y) * width + content.left;
    planes.forEach((plane, c) => {
      const [factor, offset] = [factors[c]!, offsets[c]!];
      for (let x = 0, at = sampleOf[c]!; x < content.width; x++, at += source.channels) {
        plane[start + x] = row[at]! * factor + offset;
      }
    });
  });
  if (content.width < width || content.height < height) {
    planes.forEach((plane, c) => {
      const { border } = resize;
      if (border === 'replicate') replicateBorder(plane, placement);
      else {
        const sample = channelOrder === 'bgr' ? border[2 - c]! : border[c]!;
        fillBorder(plane, placement, sample * factors[c]! + offsets[c]!);
      }
    });
  }
  return planes;
}

/** The content's rows, 0…255. */
function resized(
  source: Picture,
  { via, content }: Placement,
  { interpolation, samples }: ModelInput['resize'],
  onRow: (row: Float64Array, y: number) => void,
): void {
  let picture = source;
  if (via !== null) {
    const data = new Uint8Array(via.width * via.height * source.channels);
    const step = tapsOf(picture, via, interpolation, samples);
    resample(picture, step, (row, y) => data.set(row, y * row.length));
    picture = { ...via, channels: source.channels, data };
  }
  resample(picture, tapsOf(picture, content, interpolation, samples), onRow);
}

function tapsOf(
  from: Size,
  to: Size,
  interpolation: InputInterpolation,
  samples: 'float32' | 'uint8',
): ResampleOptions {
  const shrinks = from.width >= to.width && from.height >= to.height;
  const kind = interpolation === 'area-or-cubic' ? (shrinks ? 'area' : 'cubic') : interpolation;
  const axis = (input: number, output: number): AxisTaps => {
    switch (kind) {
      case 'cubic':
        return opencvCubicTaps(input, output);
      case 'linear':
        return opencvLinearTaps(input, output);
      case 'area':
        return opencvAreaTaps(input, output, shrinks);
      case 'linear-align-corners':
        return torchTaps(input, output, { interpolation: 'linear', alignCorners: true });
      case 'pil-bicubic':
        return pillowTaps(input, output, 'bicubic');
      case 'pil-bilinear':
        return pillowTaps(input, output, 'bilinear');
      case 'pil-lanczos':
        return pillowTaps(input, output, 'lanczos');
    }
  };
  const rounding = kind.startsWith('pil-') ? 'each' : samples === 'uint8' ? 'end' : 'none';
  return { across: axis(from.width, to.width), down: axis(from.height, to.height), rounding };
}

function fillBorder(plane: Float32Array, { width, height, content }: Placement, value: number): void {
  const right = content.left + content.width;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const isInside = y >= content.top && y < content.top + content.height;
    if (!isInside) plane.fill(value, row, row + width);
    else {
      plane.fill(value, row, row + content.left);
      plane.fill(value, row + right, row + width);
    }
  }
}

function replicateBorder(plane: Float32Array, { width, height, content }: Placement): void {
  const { left, top } = content;
  const right = left + content.width;
  const bottom = top + content.height;
  for (let y = top; y < bottom; y++) {
    const row = y * width;
    plane.fill(plane[row + left]!, row, row + left);
    plane.fill(plane[row + right - 1]!, row + right, row + width);
  }
  for (let y = 0; y < top; y++) plane.copyWithin(y * width, top * width, (top + 1) * width);
  for (let y = bottom; y < height; y++) plane.copyWithin(y * width, (bottom - 1) * width, bottom * width);
}
