import { rankCorrelation } from '../../causes/scene/globalFit.ts';
import { focalTimesBaseline } from '../../camera/focalTimesBaseline.ts';
import { quantile } from '../../metrics/quantile.ts';
import type { DoctorCheck, Finding } from '../DoctorCheck.ts';
import type { ItemView, ViewedTruth } from '../ItemView.ts';
import { matchedPairs } from '../matchedPairs.ts';
import { dividedBy } from '../otherReadings.ts';

interface Slip {
  /** Values are this many times too large. */
  readonly factor: number;
  readonly name: string;
}

/** What units and ways of storing differ by. */
const depthSlips: readonly Slip[] = [
  { factor: 1000, name: 'millimetres' },
  { factor: 100, name: 'centimetres' },
  { factor: 256, name: 'a KITTI map, 256 to the metre' },
  { factor: 5000, name: 'a TUM RGB-D map, 5000 to the metre' },
  { factor: 1 / 1000, name: 'kilometres' },
];
const disparitySlips: readonly Slip[] = [
  { factor: 16, name: 'fixed point, 16 to the pixel' },
  { factor: 256, name: 'a KITTI map, 256 to the pixel' },
  { factor: 8, name: 'stored 8 to the pixel' },
  { factor: 4, name: 'stored 4 to the pixel' },
  { factor: 2, name: 'of twice the resolution' },
  { factor: 3, name: 'of three times the resolution' },
  { factor: 1 / 2, name: 'of half the resolution' },
  { factor: 1 / 4, name: 'of a quarter of the resolution' },
];
/** Middle depths outside this are met with in no scene that depth is estimated of, m. */
const usualDepthM = [0.05, 400] as const;
/** Depths that scenes usually have in the middle: where a reading must bring them, m. */
const likelyDepthM = [0.2, 150] as const;
/** Order that truth and match must agree in before their ratio says anything. */
const clearOrder = 0.8;
/** Quartiles of ln(truth ÷ match) may be so far apart. */
const mostSpread = 0.25;
/** How near the ratio must be to a known slip. */
const tolerance = 1.12;

/**
 * A ground truth in another unit than it is said to be in: by its middle alone where no scene has that, and against the
 * pair's own match, where both agree in order and differ by one factor that units or ways of storing differ by.
 */
export const truthUnit: DoctorCheck = {
  name: 'truthUnit',
  find(view) {
    return view.truths.flatMap((truth) => {
      const matched = againstMatch(view, truth);
      return matched.length > 0 ? matched : byItself(truth);
    });
  },
};

function byItself(truth: ViewedTruth): readonly Finding[] {
  const { raster, encoding } = truth;
  const sorted = sampled(raster.values);
  const middle = quantile(sorted, 0.5);
  if (middle === null || middle <= 0) return [];
  if (encoding.quantity === 'disparity:px') {
    if (middle <= raster.width) return [];
    const fitting = disparitySlips.filter(({ factor }) => factor > 1 && middle / factor < raster.width / 2);
    return [
      finding(truth, {
        message: `the median disparity, ${brief(middle)} px, is wider than the picture, ${raster.width} px`,
        expected: raster.width,
        found: middle,
        slips: fitting.filter(({ factor }) => factor === 16 || factor === 256),
      }),
    ];
  }
  if (encoding.quantity !== 'depth:m') return [];
  const [least, most] = usualDepthM;
  if (middle >= least && middle <= most) return [];
  const fitting = depthSlips.filter(({ factor }) => isWithin(middle / factor, likelyDepthM));
  return [
    finding(truth, {
      message: `the median depth, ${brief(middle)} m, is outside ${least} to ${most} m`,
      expected: `${least} to ${most} m`,
      found: middle,
      slips: fitting,
    }),
  ];
}

function againstMatch({ match, rig }: ItemView, truth: ViewedTruth): readonly Finding[] {
  const { quantity } = truth.encoding;
  const isDisparity = quantity === 'disparity:px';
  if (match === null || !(isDisparity || quantity === 'depth:m')) return [];
  if (!isDisparity && (rig === null || rig.baselineM === null)) return [];
  const doffsPx = isDisparity ? 0 : Math.max(0, rig!.doffsPx);
  const pairs = matchedPairs(truth.raster, match, doffsPx);
  if (pairs === null) return [];
  const order = rankCorrelation(pairs.values, pairs.disparityPx);
  if (isDisparity ? order < clearOrder : order > -clearOrder) return [];
  const matched = isDisparity
    ? pairs.disparityPx
    : pairs.disparityPx.map((disparityPx) => focalTimesBaseline(rig!) / disparityPx);
  const ratios = pairs.values.map((value, i) => Math.log(value / matched[i]!)).sort();
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(ratios, share)!) as [
    number,
    number,
    number,
  ];
  if (high - low > mostSpread) return [];
  const ratio = Math.exp(middle);
  const slips = isDisparity ? disparitySlips : depthSlips;
  const slip = slips.find(({ factor }) => ratio < factor * tolerance && ratio > factor / tolerance);
  if (!slip) return [];
  return [
    finding(truth, {
      message: `${isDisparity ? 'disparities' : 'depths'} are ${brief(ratio)} times what matching gives (middle half within ${brief(Math.exp(low))} to ${brief(Math.exp(high))}, ${pairs.values.length} places)`,
      expected: 1,
      found: ratio,
      slips: [slip],
    }),
  ];
}

function finding(
  truth: ViewedTruth,
  doubt: {
    readonly message: string;
    readonly expected: number | string;
    readonly found: number;
    readonly slips: readonly Slip[];
  },
): Finding {
  const { file, role } = truth;
  const { message, expected, found, slips } = doubt;
  const likely = slips.length === 0 ? 'in another unit' : slips.map(({ name }) => name).join(', or ');
  return {
    kind: 'unit',
    tag: 'EncodingUnknown',
    file,
    role,
    message: `${message}: the numbers may be ${likely}`,
    fields: { expected, found },
    encodings: slips.map(({ factor }) => dividedBy(truth, factor)),
  };
}

function sampled(values: Float32Array): Float64Array {
  const step = Math.max(1, Math.floor(values.length / 16_384));
  const found: number[] = [];
  for (let i = 0; i < values.length; i += step) if (Number.isFinite(values[i])) found.push(values[i]!);
  return Float64Array.from(found).sort();
}

function isWithin(value: number, [least, most]: readonly [number, number]): boolean {
  return value >= least && value <= most;
}

function brief(value: number): string {
  return String(Number(value.toPrecision(3)));
}
