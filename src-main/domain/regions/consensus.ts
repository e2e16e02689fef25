import { convertValues, isMetricRaster } from '../camera/convertRaster.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import { logDepth } from '../causes/scene/logDepth.ts';
import type { ComparedQuantity, Raster } from '../rasters/Raster.ts';

/** Maps brought to one quantity. */
export interface CommonMaps {
  readonly quantity: ComparedQuantity;
  /** False where the quantity is relative: it has no metres. */
  readonly isMetric: boolean;
  readonly predicted: Float32Array | Float64Array;
  readonly others: readonly OtherValues[];
}

/** Another method's map. */
export interface OtherMap {
  readonly name: string;
  readonly map: Raster;
  /** False for one of the same kind, which fails where the prediction does: two matchers. */
  readonly isIndependent: boolean;
}

interface OtherValues {
  readonly values: Float32Array;
  readonly isIndependent: boolean;
}

/**
 * The prediction and the maps of other methods in one quantity: the asked one where the prediction has a unit, else its
 * own nearness. A map without unit is fitted to the prediction first (scale and shift of nearness). Maps of another size
 * are left out.
 */
export function commonMaps(
  prediction: Raster,
  others: readonly OtherMap[],
  asked: { readonly quantity: ComparedQuantity; readonly rig: StereoRig | null },
): CommonMaps {
  const { rig } = asked;
  const isMetric = isMetricRaster(prediction);
  const crosses = (prediction.quantity === 'disparity:px') !== (asked.quantity === 'disparity');
  const quantity: ComparedQuantity = !isMetric
    ? 'inverse-depth'
    : crosses && rig?.baselineM == null
      ? prediction.quantity === 'disparity:px'
        ? 'disparity'
        : 'depth'
      : asked.quantity;
  const predicted = isMetric ? convertValues(prediction, quantity, rig) : nearness(prediction, rig);
  const fitting = others.filter(
    ({ map }) => map.width === prediction.width && map.height === prediction.height,
  );
  return {
    quantity,
    isMetric,
    predicted,
    others: fitting.map(({ map, isIndependent }) => {
      const values = isMetric && isMetricRaster(map) ? convertible(map, quantity, rig) : null;
      return { isIndependent, values: values ?? fitted(map, prediction, { quantity, isMetric, rig }) };
    }),
  };
}

function convertible(map: Raster, quantity: ComparedQuantity, rig: StereoRig | null): Float32Array | null {
  const crosses = (map.quantity === 'disparity:px') !== (quantity === 'disparity');
  return crosses && rig?.baselineM == null ? null : new Float32Array(convertValues(map, quantity, rig));
}

function nearness(map: Raster, rig: StereoRig | null): Float32Array {
  return logDepth(map.values, map.quantity, rig).map((log) => Math.exp(-log));
}

/** Least squares of nearness, twice on the better three quarters, so that where methods disagree does not decide. */
function fitted(
  map: Raster,
  prediction: Raster,
  { quantity, isMetric, rig }: { quantity: ComparedQuantity; isMetric: boolean; rig: StereoRig | null },
): Float32Array {
  const [from, to] = [nearness(map, rig), nearness(prediction, rig)];
  const step = Math.max(1, Math.floor(from.length / 10_000));
  let pairs: [number, number][] = [];
  for (let i = 0; i < from.length; i += step) {
    if (Number.isFinite(from[i]!) && Number.isFinite(to[i]!)) pairs.push([from[i]!, to[i]!]);
  }
  let [factor, shift] = [1, 0];
  for (let round = 0; round < 3 && pairs.length > 10; round += 1) {
    [factor, shift] = line(pairs);
    const off = ([a, b]: readonly [number, number]) => Math.abs(factor * a + shift - b);
    pairs.sort((a, b) => off(a) - off(b));
    pairs = pairs.slice(0, Math.ceil(pairs.length * 0.75));
  }
  const doffs = rig?.doffsPx ?? 0;
  const back = (near: number) =>
    !isMetric || quantity === 'inverse-depth' ? near : quantity === 'disparity' ? near - doffs : 1 / near;
  return from.map((value) => {
    const near = factor * value + shift;
    return near > 0 ? back(near) : NaN;
  });
}

function line(pairs: readonly (readonly [number, number])[]): [number, number] {
  let [sx, sy, sxx, sxy] = [0, 0, 0, 0];
  for (const [x, y] of pairs) {
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
  }
  const spread = sxx - (sx * sx) / pairs.length;
  const factor = spread > 0 ? (sxy - (sx * sy) / pairs.length) / spread : 0;
  return [factor, (sy - factor * sx) / pairs.length];
}

/** Median of the other methods per pixel, those of another kind where there are any; NaN where none has a value. */
export function consensusOf(all: CommonMaps['others']): Float32Array | null {
  const independent = all.filter(({ isIndependent }) => isIndependent);
  const others = independent.length > 0 ? independent : all;
  const [first, ...rest] = others;
  if (first === undefined) return null;
  if (rest.length === 0) return first.values;
  const values: number[] = [];
  return first.values.map((_, i) => {
    values.length = 0;
    for (const other of others) if (!Number.isNaN(other.values[i]!)) values.push(other.values[i]!);
    values.sort((a, b) => a - b);
    const middle = values.length >> 1;
    if (values.length === 0) return NaN;
    return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
  });
}
