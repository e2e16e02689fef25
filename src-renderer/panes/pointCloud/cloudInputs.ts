import { canConvert } from '#domain/camera/convertRaster.ts';
import { signedErrorMap, type ColorMapName } from '#domain/colormap/colorTables.ts';
import { growsWithDistance, unitOf } from '#domain/colormap/formatQuantity.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { CloudInput, CloudStyle } from '../../gfx/layers/PointCloudLayer.ts';
import type { CloudSetting } from '../../studio/display.svelte.ts';
import { errorEnds } from '../errorEnds.ts';
import { quietMessage, type ColorBarModel, type PaneContext, type PaneMessage } from '../paneModel.ts';
import { predictionMessage } from '../prediction/predictionMessage.ts';

/** When both clouds are shown, ground truth leans to blue and prediction to orange (Okabe–Ito). */
export const cloudTints = {
  'ground-truth': [0.34, 0.71, 0.91],
  prediction: [0.9, 0.62, 0],
} as const;
const tintShare = 0.45;

export interface CloudInputs {
  readonly groundTruth: CloudInput | null;
  readonly prediction: CloudInput | null;
}

/** The two clouds of an item, as far as its maps can be put in metres. */
export function cloudInputs(context: PaneContext, setting: CloudSetting): CloudInputs {
  const { layers } = context;
  const rasterOf = (source: keyof typeof cloudTints): Raster | null => {
    const isWanted = setting.shows === 'both' || setting.shows === source;
    const raster = source === 'prediction' ? layers.prediction.value : layers.groundTruth.value;
    return isWanted && raster && layers.rig && canConvert(raster, 'depth', layers.rig) ? raster : null;
  };
  const isTinted =
    setting.color === 'image' && rasterOf('ground-truth') !== null && rasterOf('prediction') !== null;
  const of = (source: keyof typeof cloudTints): CloudInput | null => {
    const raster = rasterOf(source);
    if (!raster || !layers.rig) return null;
    const style = styleOf(context, setting, [...cloudTints[source], isTinted ? tintShare : 0]);
    return { raster, rig: layers.rig, picture: layers.left.value, error: layers.error.value, style };
  };
  return {
    groundTruth: of('ground-truth'),
    prediction: of('prediction'),
  };
}

function styleOf(
  { shown, colorMap }: PaneContext,
  { color, pointPx, dropsFlying }: CloudSetting,
  tint: CloudStyle['tint'],
): CloudStyle {
  const isError = color === 'error';
  const [min, max] = isError ? shown.errorRange : shown.depthRange;
  const map: ColorMapName = isError ? signedErrorMap : colorMap;
  const reversed = !isError && growsWithDistance(shown.quantity);
  return { color, quantity: shown.quantity, map, min, max, reversed, pointPx, dropsFlying, tint };
}

/** The bar of the points' colours; null where they have the image's. */
export function cloudBar({ layers, shown }: PaneContext, inputs: CloudInputs): ColorBarModel | null {
  const style = (inputs.groundTruth ?? inputs.prediction)?.style;
  if (!style || style.color === 'image') return null;
  const { map, reversed, min, max } = style;
  if (style.color === 'depth') {
    const valueAt: ColorBarModel['valueAt'] = ({ groundTruth, prediction }) =>
      (inputs.groundTruth ? groundTruth : prediction)?.shown ?? null;
    return { map, reversed, min, max, unit: unitOf[shown.quantity], ends: ['near', 'far'], valueAt };
  }
  const quantity = layers.error.value?.quantity;
  if (!quantity) return null;
  const valueAt: ColorBarModel['valueAt'] = ({ error }) => error?.value ?? null;
  return { map, reversed, min, max, unit: unitOf[quantity], ends: errorEnds(quantity), valueAt };
}

/** Why there is no cloud. */
export function cloudMessage(
  context: PaneContext,
  { groundTruth, prediction }: CloudInputs,
): PaneMessage | null {
  const { layers } = context;
  const stored = layers.groundTruth.value ?? layers.prediction.value;
  if (!layers.item || groundTruth || prediction) return null;
  if (!layers.groundTruthAsset && !layers.evaluation?.prediction) return predictionMessage(context);
  if (!stored) return null;
  if (!layers.rig || !canConvert(stored, 'depth', layers.rig)) {
    const missing = layers.rig ? 'a baseline' : 'calibration';
    const offer = { label: 'Give calibration…', action: 'give-calibration' } as const;
    return quietMessage(`The cloud is in metres, which needs ${missing}`, offer);
  }
  return quietMessage('Neither map is chosen or there');
}
