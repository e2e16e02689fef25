import { axisTaps, type AxisTaps } from './AxisTaps.ts';

const { fround } = Math;

/**
 * OpenCV's INTER_LINEAR: half-pixel centres, replicated border, no antialias. Coordinates are rounded to float32 as
 * `resize` rounds them, so that results agree to the last digits also far from the left.
 * Source: OpenCV 4.6 modules/imgproc/src/resize.cpp; tested against it.
 */
export function opencvLinearTaps(input: number, output: number): AxisTaps {
  const scale = 1 / (output / input);
  return axisTaps(input, output, (i) => {
    const { first, rest } = split(fround((i + 0.5) * scale - 0.5));
    return { first, weights: [1 - rest, rest] };
  });
}

/** OpenCV's INTER_CUBIC: a = −0.75, half-pixel centres, replicated border, no antialias. Source: as opencvLinearTaps. */
export function opencvCubicTaps(input: number, output: number): AxisTaps {
  const scale = 1 / (output / input);
  return axisTaps(input, output, (i) => {
    const { first, rest } = split(fround((i + 0.5) * scale - 0.5));
    return { first: first - 1, weights: cubicWeights(rest, -0.75) };
  });
}

/**
 * OpenCV's INTER_AREA: the mean over the pixel's footprint where both axes shrink, else bilinear over unshifted cells.
 * @param shrinks whether both axes shrink (or stay)
 * Source: as opencvLinearTaps.
 */
export function opencvAreaTaps(input: number, output: number, shrinks: boolean): AxisTaps {
  const scale = 1 / (output / input);
  return shrinks ? footprintTaps(input, output, scale) : cellTaps(input, output, scale);
}

function footprintTaps(input: number, output: number, scale: number): AxisTaps {
  return axisTaps(input, output, (i) => {
    const from = i * scale;
    const to = from + scale;
    const width = Math.min(scale, input - from);
    const last = Math.min(Math.floor(to), input - 1);
    const first = Math.min(Math.ceil(from), last);
    const weights: number[] = [];
    if (first - from > 1e-3) weights.push((first - from) / width);
    const begin = first - weights.length;
    for (let at = first; at < last; at++) weights.push(1 / width);
    if (to - last > 1e-3) weights.push(Math.min(Math.min(to - last, 1), width) / width);
    return { first: begin, weights };
  });
}

function cellTaps(input: number, output: number, scale: number): AxisTaps {
  return axisTaps(input, output, (i) => {
    const first = Math.floor(i * scale);
    const reach = fround(i + 1 - (first + 1) / scale);
    const rest = reach <= 0 ? 0 : reach - Math.floor(reach);
    return { first, weights: [1 - rest, rest] };
  });
}

/** Weights of four neighbours at the distance `rest` behind the second, by Keys' cubic with parameter a. */
export function cubicWeights(rest: number, a: number): [number, number, number, number] {
  const outer = (x: number) => ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
  const inner = (x: number) => ((a + 2) * x - (a + 3)) * x * x + 1;
  const weights = [outer(rest + 1), inner(rest), inner(1 - rest)] as const;
  return [...weights, 1 - weights[0] - weights[1] - weights[2]];
}

function split(coordinate: number): { readonly first: number; readonly rest: number } {
  const first = Math.floor(coordinate);
  return { first, rest: coordinate - first };
}
