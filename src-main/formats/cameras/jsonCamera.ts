import { checkedCamera, wrongCamera, type SingleCamera } from './SingleCamera.ts';

/**
 * A camera in JSON: Open3D's `intrinsic_matrix` (column-major) with `width` and `height`, or `fx`, `cx`, `cy` (also
 * within `camera` or `intrinsic`) with `w`, `h` or `width`, `height`, as Replica's renderings have it.
 * @throws BadFile
 */
export function readJsonCamera(text: string, file: string): SingleCamera {
  const outer = objectIn(text, file);
  const inner = [outer.camera, outer.intrinsic, outer.intrinsics, outer].find(isObject)!;
  const number = (...keys: readonly string[]): number =>
    Number(keys.map((key) => inner[key] ?? outer[key]).find((value) => value !== undefined) ?? NaN);
  const [width, height] = [number('width', 'w'), number('height', 'h')];
  const size = width > 0 && height > 0 ? { width, height } : null;
  const matrix = inner.intrinsic_matrix;
  if (Array.isArray(matrix)) {
    const [focalPx, , , , , , cxPx, cyPx] = matrix.map(Number);
    return checkedCamera({ focalPx: focalPx!, cxPx: cxPx!, cyPx: cyPx!, baselineM: null, size }, file);
  }
  const camera = {
    focalPx: number('fx', 'fl_x'),
    cxPx: number('cx'),
    cyPx: number('cy'),
    baselineM: null,
    size,
  };
  return checkedCamera(camera, file);
}

/**
 * Cityscapes' camera.json: `intrinsic` fx, u0, v0 and `extrinsic` baseline, metres.
 * @throws BadFile
 */
export function readCityscapesCamera(text: string, file: string): SingleCamera {
  const { intrinsic, extrinsic } = objectIn(text, file);
  if (!isObject(intrinsic) || !isObject(extrinsic)) {
    throw wrongCamera(file, 'intrinsic and extrinsic', text.trim().slice(0, 60));
  }
  const camera = {
    focalPx: Number(intrinsic.fx),
    cxPx: Number(intrinsic.u0),
    cyPx: Number(intrinsic.v0),
    baselineM: Number(extrinsic.baseline),
    size: null,
  };
  return checkedCamera(camera, file);
}

function objectIn(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isObject(parsed)) return parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw wrongCamera(file, 'a JSON object', text.trim().slice(0, 60));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
