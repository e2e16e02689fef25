import { selectQuantiles } from '../metrics/quantile.ts';
import type { Raster } from '../rasters/Raster.ts';

/** What the numbers of a map may have been multiplied by, if they are not what they are said to be. */
const slips: readonly { readonly factor: number; readonly name: string }[] = [
  { factor: 1000, name: 'millimetres' },
  { factor: 100, name: 'centimetres' },
  { factor: 256, name: 'the stored numbers of a KITTI map (256 times the value)' },
  { factor: 5000, name: 'the stored numbers of a TUM RGB-D map (5000 to the metre)' },
  { factor: 1 / 1000, name: 'kilometres' },
];
/** OpenCV's fixed point beside what only disparities are stored as. */
const disparitySlips: typeof slips = [
  { factor: 16, name: 'fixed-point disparities (16 times the value)' },
  { factor: 256, name: 'the stored numbers of a KITTI map (256 times the value)' },
];
/** Middle depths outside this are met with in no scene that depth is estimated of, m. */
const usualDepthM = [0.05, 400] as const;
/** Two maps of one scene may differ by this before they are thought to be of one unit, or a slip apart. */
const tolerance = 1.2;
const sampled = 4096;

/**
 * Doubts that a ground truth is in the unit it is said to be in, in sentences with a proposal. Nothing is converted: that
 * is for whoever knows the data.
 *
 * A ground truth is doubted by itself where its middle lies outside what scenes have, or its disparities are wider than
 * the picture; and beside an unaligned prediction of the same quantity where the two differ in the median by a factor
 * that units and encodings differ by.
 *
 * @param prediction  not fitted; null where it was, or where its unit says nothing about the ground truth's.
 */
export function unitDoubts(groundTruth: Raster, prediction: Raster | null): readonly string[] {
  const middle = medianOf(groundTruth.values);
  if (middle === null) return [];
  const alone = doubtAlone(groundTruth, middle);
  if (alone !== null) return [alone];
  if (prediction === null || prediction.quantity !== groundTruth.quantity) return [];
  const other = medianOf(prediction.values);
  if (other === null || other <= 0 || middle <= 0) return [];
  const known = groundTruth.quantity === 'disparity:px' ? disparitySlips : slips;
  for (const { factor, name } of known) {
    for (const [ratio, which] of [
      [middle / other, 'ground truth'],
      [other / middle, 'prediction'],
    ] as const) {
      if (!isNear(ratio, factor)) continue;
      return [
        `The median of the ground truth is ${brief(middle)}, that of the prediction ${brief(other)}: the ${which} may be in ${name}. Nothing was converted; give its encoding if so.`,
      ];
    }
  }
  return [];
}

function doubtAlone({ quantity, width }: Raster, middle: number): string | null {
  if (quantity === 'disparity:px' && middle > width) {
    return `The median disparity of the ground truth, ${brief(middle)} px, is wider than the picture, ${width} px: it may be ${likely(disparitySlips, middle, [0.5, width / 2])}. Nothing was converted; give its encoding if so.`;
  }
  const [least, most] = usualDepthM;
  if (quantity === 'depth:m' && (middle > most || (middle > 0 && middle < least))) {
    return `The median depth of the ground truth, ${brief(middle)} m, is unusual: it may be in ${likely(slips, middle, [0.3, 100])}. Nothing was converted; give its encoding if so.`;
  }
  return null;
}

/** Names the slips after whose undoing the middle is in the range; another unit where none is. */
function likely(known: typeof slips, middle: number, [least, most]: readonly [number, number]): string {
  const fitting = known.filter(({ factor }) => middle / factor >= least && middle / factor <= most);
  return fitting.length === 0 ? 'another unit' : fitting.map(({ name }) => name).join(' or ');
}

function isNear(ratio: number, factor: number): boolean {
  return ratio < factor * tolerance && ratio > factor / tolerance;
}

/** Of an even sample; null without a finite value. */
function medianOf(values: Float32Array): number | null {
  const step = Math.max(1, Math.floor(values.length / (4 * sampled)));
  const found = new Float64Array(Math.ceil(values.length / step));
  let n = 0;
  for (let i = 0; i < values.length; i += step) if (Number.isFinite(values[i])) found[n++] = values[i]!;
  return selectQuantiles(found.subarray(0, n), [0.5])[0] ?? null;
}

function brief(value: number): string {
  return String(Number(value.toPrecision(3)));
}
