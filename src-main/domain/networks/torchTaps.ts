import { axisTaps, type AxisTaps } from './AxisTaps.ts';
import { cubicWeights } from './opencvTaps.ts';

const { fround } = Math;

export interface TorchResize {
  readonly interpolation: 'linear' | 'cubic' | 'nearest';
  readonly alignCorners: boolean;
}

/**
 * PyTorch's `interpolate` along one axis: `bilinear`, `bicubic` (a = −0.75) or `nearest`, no antialias, coordinates in
 * float32 as for float tensors. `alignCorners` puts the outermost samples' centres on each other.
 * Source: PyTorch 1.13 aten/src/ATen/native/UpSample.h; tested against it.
 */
export function torchTaps(
  input: number,
  output: number,
  { interpolation, alignCorners }: TorchResize,
): AxisTaps {
  const corners = output > 1 ? fround((input - 1) / (output - 1)) : 0;
  const scale = alignCorners ? corners : fround(input / output);
  const coordinate = (i: number) =>
    alignCorners ? fround(scale * i) : fround(fround(scale * fround(i + 0.5)) - 0.5);
  return axisTaps(input, output, (i) => {
    if (interpolation === 'nearest')
      return { first: Math.floor(fround(i * fround(input / output))), weights: [1] };
    if (interpolation === 'linear') {
      const at = Math.max(0, coordinate(i));
      const first = Math.min(Math.floor(at), input - 1);
      return { first, weights: [1 - (at - first), at - first] };
    }
    const at = coordinate(i);
    const first = Math.floor(at);
    return { first: first - 1, weights: cubicWeights(at - first, -0.75) };
  });
}
