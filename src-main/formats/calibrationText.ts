import { StudioError } from '#domain/errors.ts';
import { isKittiCalib, parseKittiCalib } from './kittiCalib.ts';
import type { KittiPair } from './kittiCalib.ts';
import { isMiddleburyCalib, parseMiddleburyCalib } from './middleburyCalib.ts';
import type { StereoCalibration } from './StereoCalibration.ts';

/**
 * A calibration file in whichever text syntax it is written: Middlebury or KITTI.
 * @param pair  which of KITTI's camera pairs the pictures are from.
 * @throws BadFile
 */
export function parseCalibration(text: string, file: string, pair: KittiPair): StereoCalibration {
  if (isMiddleburyCalib(text)) return parseMiddleburyCalib(text, file);
  if (isKittiCalib(text)) return parseKittiCalib(text, file, pair);
  throw new StudioError('BadFile', `${file}: no calibration in the syntax of Middlebury or KITTI`, {
    file,
    expected: 'cam0=[…] or P_rect_02: … or P2: …',
    found: text.slice(0, 60),
  });
}
