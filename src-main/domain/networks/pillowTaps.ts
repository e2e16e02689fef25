import { axisTaps, type AxisTaps } from './AxisTaps.ts';

export type PillowFilter = 'bilinear' | 'bicubic' | 'lanczos';

const supportOf = { bilinear: 1, bicubic: 2, lanczos: 3 } as const;
const kernelOf: Readonly<Record<PillowFilter, (x: number) => number>> = {
  bilinear: (x) => Math.max(0, 1 - Math.abs(x)),
  bicubic: (x) => keys(Math.abs(x)),
  lanczos: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0),
};
/** Pillow's weights for 8-bit samples are integers over this. */
const one = 2 ** 22;

/**
 * Pillow's `resize` of 8-bit pictures: the filter widens when shrinking (antialias), weights are fixed-point. With
 * rounding and clipping to 0…255 after each axis (horizontal first) results equal Pillow's to the bit.
 * Source: Pillow 9.4 src/libImaging/Resample.c; tested against it.
 */
export function pillowTaps(input: number, output: number, filter: PillowFilter): AxisTaps {
  const scale = input / output;
  const stretch = Math.max(scale, 1);
  const support = supportOf[filter] * stretch;
  const kernel = kernelOf[filter];
  return axisTaps(input, output, (i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(input, Math.trunc(centre + support + 0.5));
    const raw = Array.from({ length: end - first }, (_, k) => kernel((k + first - centre + 0.5) / stretch));
    const sum = raw.reduce((total, weight) => total + weight, 0);
    const fixed = (weight: number) => Math.trunc((weight / sum) * one + (weight < 0 ? -0.5 : 0.5)) / one;
    return { first, weights: raw.map(fixed) };
  });
}

/** Keys' cubic with a = −0.5. */
function keys(x: number): number {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
