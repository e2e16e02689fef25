import { StudioError } from '#domain/errors.ts';
import { builtCamera, givenRectification, requireCount, type NamedNumbers } from './calibrationMatrix.ts';
import type { CamerasCalibration } from './CamerasCalibration.ts';
import { kittiLines, type KittiPair } from './kittiCalib.ts';

/**
 * The cameras of KITTI's raw recordings (`calib_cam_to_cam.txt`) before rectification: `K_0i`, `D_0i`, `S_0i`, and how
 * KITTI rectified them, `R_rect_0i`, `P_rect_0i`, `S_rect_0i`. Metres.
 *
 * @returns null where the file has no such lines (object, odometry, stereo 2012).
 * @throws BadFile naming the line that is missing or wrong.
 */
export function parseKittiCameras(text: string, file: string, pair: KittiPair): CamerasCalibration | null {
  const lines = kittiLines(text);
  const [left, right] = pair === 'grey' ? [0, 1] : [2, 3];
  if (!lines.has(`K_0${left}`) || !lines.has(`S_0${left}`)) return null;
  const numbers = (key: string): NamedNumbers => {
    const line = lines.get(key);
    return { file, key, values: line === undefined ? [] : line.split(/\s+/).map(Number) };
  };
  const camera = (i: number) =>
    builtCamera(numbers(`K_0${i}`), requireCount(numbers(`D_0${i}`), 5, '5 numbers'));
  const size = (key: string) => {
    const line = numbers(key);
    const [width, height] = requireCount(line, 2, 'width and height');
    if (!line.values.every((side) => Number.isInteger(side) && side > 0)) {
      throw new StudioError(
        'BadFile',
        `${file}: ${key} must be whole numbers above 0, found ${lines.get(key)!}`,
        {
          file,
          key,
          expected: 'width and height',
          found: lines.get(key)!,
        },
      );
    }
    return { width: width!, height: height! };
  };
  const rectify = givenRectification({
    leftRotation: numbers(`R_rect_0${left}`),
    rightRotation: numbers(`R_rect_0${right}`),
    leftProjection: numbers(`P_rect_0${left}`),
    rightProjection: numbers(`P_rect_0${right}`),
    size: size(`S_rect_0${left}`),
  });
  return { size: size(`S_0${left}`), left: camera(left), right: camera(right), rectify, saysUnit: true };
}
