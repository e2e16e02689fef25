import { rankCorrelation } from '../../causes/scene/globalFit.ts';
import { quantile } from '../../metrics/quantile.ts';
import type { DoctorCheck, Finding } from '../DoctorCheck.ts';
import type { ItemView, ViewedTruth } from '../ItemView.ts';
import { matchedPairs, type MatchedPairs } from '../matchedPairs.ts';
import { asOther } from '../otherReadings.ts';

/** Rank correlation beyond which an order is an order. */
const clear = 0.6;
const leastPixels = 500;
const mostSamples = 20_000;

/**
 * A depth that grows with disparity, or a disparity that falls with it. What the truth is held against is the pair's own
 * match, or the item's other ground truth; without either nothing is said.
 */
export const inverseTruth: DoctorCheck = {
  name: 'inverseTruth',
  find(view) {
    return [...view.truths.flatMap((truth) => againstMatch(view, truth)), ...againstEachOther(view)];
  },
};

function againstMatch({ match, rig, truths }: ItemView, truth: ViewedTruth): readonly Finding[] {
  if (match === null || !isPlain(truth)) return [];
  const isDisparity = truth.role === 'disparity';
  const pairs = matchedPairs(truth.raster, match, isDisparity ? 0 : Math.max(0, rig?.doffsPx ?? 0));
  if (pairs === null) return [];
  const order = rankCorrelation(pairs.values, pairs.disparityPx);
  if (isDisparity ? order > -clear : order < clear) return [];
  const what = isDisparity
    ? 'said to be disparity, it falls as matched disparities grow'
    : 'said to be depth, it grows with matched disparities';
  // The other role is taken where the item has both.
  const encodings = truths.length > 1 ? [] : [asOther(truth, isDisparity ? null : middleRatio(pairs))];
  return [
    finding(
      truth,
      `${what} (rank correlation ${order.toFixed(2)}, ${pairs.values.length} places)`,
      order,
      encodings,
    ),
  ];
}

/** What is disparity, over what matching gives. */
function middleRatio({ values, disparityPx }: MatchedPairs): number | null {
  return quantile(values.map((value, i) => value / disparityPx[i]!).sort(), 0.5);
}

function againstEachOther({ truths }: ItemView): readonly Finding[] {
  const disparity = truths.find(({ role }) => role === 'disparity');
  const depth = truths.find((truth) => truth.role === 'depth' && isPlain(truth));
  if (!disparity || !depth || disparity.raster.values.length !== depth.raster.values.length) return [];
  const step = Math.max(1, Math.floor(depth.raster.values.length / mostSamples));
  const [a, b]: [number[], number[]] = [[], []];
  for (let i = 0; i < depth.raster.values.length; i += step) {
    const [d, z] = [disparity.raster.values[i]!, depth.raster.values[i]!];
    if (d > 0 && z > 0 && Number.isFinite(d) && Number.isFinite(z)) {
      a.push(d);
      b.push(z);
    }
  }
  if (a.length < leastPixels) return [];
  const order = rankCorrelation(Float64Array.from(a), Float64Array.from(b));
  if (order < clear) return [];
  return [
    finding(
      depth,
      `said to be depth, it grows with the item’s disparity ${disparity.file} (rank correlation ${order.toFixed(2)}, ${a.length} places)`,
      order,
      [],
    ),
  ];
}

/** Inverse depths are stored as depth's role and may grow with disparity. */
function isPlain({ encoding }: ViewedTruth): boolean {
  return encoding.quantity === 'depth:m' || encoding.quantity === 'disparity:px';
}

function finding(
  { file, role }: ViewedTruth,
  message: string,
  order: number,
  encodings: readonly string[],
): Finding {
  const expected = role === 'disparity' ? 'growing with disparity' : 'falling as disparity grows';
  return {
    kind: 'inverse',
    tag: 'EncodingUnknown',
    file,
    role,
    message: `${message}: it looks inverse`,
    fields: { expected, found: order },
    encodings,
  };
}
