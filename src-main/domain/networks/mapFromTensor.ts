import { StudioError } from '../errors.ts';
import type { ModelManifest, OutputFormula, PredictedQuantity } from './ModelManifest.ts';
import type { Placement, Size } from './networkSize.ts';
import { recoverPointMap } from './recoverPointMap.ts';
import { resample } from './resample.ts';
import { torchTaps, type TorchResize } from './torchTaps.ts';

/** A tensor as the network answered it. */
export interface AnsweredTensor {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

export interface MapFromTensorInput {
  readonly output: ModelManifest['output'];
  /** The map. */
  readonly tensor: AnsweredTensor;
  /** Further outputs by name, where the formula asks for them. */
  readonly others: Readonly<Record<string, AnsweredTensor>>;
  readonly placement: Placement;
  readonly picture: Size;
  /** Of the picture, from the item's calibration; null = unknown. */
  readonly focalPx: number | null;
}

/** The map at the picture's size, in the unit of its quantity; NaN = no value. */
export interface PredictedMap extends Size {
  readonly quantity: PredictedQuantity;
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * From what the network answered to the stored map: the channel, without the border, resized to the picture, then the
 * formula of the manifest.
 *
 * @throws BadModel where the tensor is no map; CalibrationMissing where the formula needs a focal length that neither
 *   the item nor the network gives
 */
export function mapFromTensor(input: MapFromTensorInput): PredictedMap {
  const { output, picture, placement } = input;
  const size = { width: picture.width, height: picture.height };
  const apply = formulaOf(input);
  if (output.formula.kind === 'point-map') {
    return { ...size, quantity: output.quantity, values: recoverPointMap(input, output.formula) };
  }
  const plane = contentOf(planeOf(input.tensor, output.channel), placement);
  const values = resizePlane(plane, size, output.resize);
  if (apply) for (let i = 0; i < values.length; i++) values[i] = apply(values[i]!);
  return { ...size, quantity: output.quantity, values };
}

export interface Plane extends Size {
  readonly values: Float32Array;
}

/** One channel of [h, w], [1, h, w], [1, c, h, w], [1, h, w, c] or with one axis of length 1 more. @throws BadModel */
export function planeOf({ dims, values }: AnsweredTensor, channel: number): Plane {
  let shape = [...dims];
  while (shape.length > 2 && shape[0] === 1 && shape.length !== 3) shape = shape.slice(1);
  if (shape.length === 2) shape = [1, ...shape];
  const [a = 0, b = 0, c = 0] = shape;
  // Channels are few: the shortest axis, the first where both could be.
  const isLast = shape.length === 3 && c < a && c <= 4;
  const [count, height, width] = isLast ? [c, a, b] : [a, b, c];
  if (shape.length !== 3 || channel >= count || values.length !== count * height * width) {
    const found = `[${dims.join(', ')}]`;
    const expected = `a map with channel ${channel}`;
    throw new StudioError('BadModel', `the network answered ${found}, which is not ${expected}`, {
      expected,
      found,
    });
  }
  if (!isLast) {
    const size = width * height;
    return { width, height, values: values.subarray(channel * size, (channel + 1) * size) };
  }
  return {
    width,
    height,
    values: Float32Array.from({ length: width * height }, (_, i) => values[i * count + channel]!),
  };
}

/** The part of a plane that shows the picture; the network's output may be smaller than its input. */
export function contentOf(plane: Plane, { width, height, content }: Placement): Plane {
  if (content.width === width && content.height === height) return plane;
  const [sx, sy] = [plane.width / width, plane.height / height];
  const left = Math.round(content.left * sx);
  const top = Math.round(content.top * sy);
  const size = {
    width: Math.max(1, Math.round(content.width * sx)),
    height: Math.max(1, Math.round(content.height * sy)),
  };
  const values = new Float32Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    const from = (top + y) * plane.width + left;
    values.set(plane.values.subarray(from, from + size.width), y * size.width);
  }
  return { ...size, values };
}

/** Resizes as PyTorch's `interpolate` does. */
export function resizePlane(plane: Plane, size: Size, spec: TorchResize): Float32Array<ArrayBuffer> {
  if (plane.width === size.width && plane.height === size.height) return new Float32Array(plane.values);
  const values = new Float32Array(size.width * size.height);
  resample(
    { ...plane, channels: 1, data: plane.values },
    {
      across: torchTaps(plane.width, size.width, spec),
      down: torchTaps(plane.height, size.height, spec),
      rounding: 'none',
    },
    (row, y) => values.set(row, y * size.width),
  );
  return values;
}

/** Null where nothing is to be done. @throws CalibrationMissing */
function formulaOf({
  output,
  others,
  placement,
  picture,
  focalPx,
}: MapFromTensorInput): ((x: number) => number) | null {
  const { formula } = output;
  switch (formula.kind) {
    case 'point-map':
      return null;
    case 'identity': {
      const { scale } = formula;
      return scale === 1 ? null : (x) => x * scale;
    }
    case 'canonical-depth': {
      const scaled = needFocal(focalPx, formula) * (placement.content.width / picture.width);
      const factor = scaled / formula.canonicalFocalPx;
      return (x) => Math.min(Math.max(x * factor, 0), formula.maxM);
    }
    case 'canonical-inverse-depth': {
      const told = toldFocal(formula, others, picture);
      const factor = picture.width / (focalPx ?? told ?? needFocal(null, formula));
      return (x) => 1 / Math.min(Math.max(x * factor, 1e-4), 1e4);
    }
    case 'disparity-of-network-width': {
      const factor = (formula.scale * picture.width) / placement.content.width;
      return (x) => x * factor;
    }
    case 'disparity-of-width-share':
      return (x) => x * picture.width;
    case 'sigmoid-disparity': {
      const far = 1 / formula.maxDepth;
      const range = 1 / formula.minDepth - far;
      const factor = formula.scaleToM ?? 1;
      return (x) => factor / (far + range * x);
    }
  }
}

/** What the network says of the camera: its focal length, or its field of view in degrees. */
function toldFocal(
  { focalTensor, fovTensor }: Extract<OutputFormula, { kind: 'canonical-inverse-depth' }>,
  others: MapFromTensorInput['others'],
  { width }: Size,
): number | null {
  const focal = focalTensor === null ? undefined : others[focalTensor]?.values[0];
  if (focal !== undefined) return focal;
  const fov = fovTensor === null ? undefined : others[fovTensor]?.values[0];
  return fov === undefined ? null : (0.5 * width) / Math.tan((fov * Math.PI) / 360);
}

function needFocal(focalPx: number | null, { kind }: OutputFormula): number {
  if (focalPx !== null) return focalPx;
  const message = `the formula ${kind} of this network needs the camera's focal length in px; the picture has no calibration`;
  throw new StudioError('CalibrationMissing', message, { formula: kind, expected: 'focal length in px' });
}
