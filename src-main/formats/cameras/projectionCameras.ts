import { parseOpenCvStorage } from '../openCvStorage.ts';
import { checkedCamera, wrongCamera, type SingleCamera } from './SingleCamera.ts';

/** Above it a baseline is taken for millimetres. */
const mostLikelyM = 5;

/**
 * DrivingStereo's text: `P_rect_101: …`, `P_rect_103: …` (3×4), `S_rect_101: width height`.
 * @throws BadFile
 */
export function readDrivingStereoCamera(text: string, file: string): SingleCamera {
  const numbers = (key: string): readonly number[] =>
    new RegExp(`^\\s*${key}\\s*:(.*)$`, 'm').exec(text)?.[1]?.trim().split(/\s+/).map(Number) ?? [];
  const [width, height] = numbers('S_rect_101');
  const size = width! > 0 && height! > 0 ? { width: width!, height: height! } : null;
  return ofProjections(numbers('P_rect_101'), numbers('P_rect_103'), size, file);
}

/**
 * Booster's calib_00-02.xml: `proj_matL`, `proj_matR` (3×4) of the pictures, which are rectified.
 * @throws BadFile
 */
export function readBoosterCamera(text: string, file: string): SingleCamera {
  const { numbers } = parseOpenCvStorage(text, file);
  return ofProjections(numbers.get('proj_matL') ?? [], numbers.get('proj_matR') ?? [], null, file);
}

function ofProjections(
  left: readonly number[],
  right: readonly number[],
  size: SingleCamera['size'],
  file: string,
): SingleCamera {
  if (left.length !== 12 || right.length !== 12) {
    const found = `${left.length} and ${right.length} numbers`;
    throw wrongCamera(file, 'two projections of 3×4', found);
  }
  const focalPx = left[0]!;
  const apart = Math.abs((left[3]! - right[3]!) / focalPx);
  const camera = {
    focalPx,
    cxPx: left[2]!,
    cyPx: left[6]!,
    baselineM: apart > mostLikelyM ? apart / 1000 : apart,
    doffsPx: right[2]! - left[2]!,
    size,
  };
  return checkedCamera(camera, file);
}
