import { StudioError } from '#domain/errors.ts';
import { builtCamera, givenRectification, requireCount, type NamedNumbers } from './calibrationMatrix.ts';
import type { CamerasCalibration } from './CamerasCalibration.ts';
import type { OpenCvStorage } from './openCvStorage.ts';

/** The lens models of ROS that are OpenCV's. */
const models = ['plumb_bob', 'rational_polynomial'];

/** True for ROS's camera_info, which describes one camera of a pair. */
export function isRosCameraInfo({ numbers }: OpenCvStorage): boolean {
  return numbers.has('camera_matrix') && numbers.has('projection_matrix');
}

/**
 * The two camera_info files of a pair, left first: each has its camera matrix, its distortion, and the rotation and
 * projection that rectify it. Lengths are metres.
 *
 * @throws BadFile where one of the two is missing or has no such node, or where their sizes differ.
 * @throws Unsupported for a lens model other than plumb_bob and rational_polynomial.
 * Source: ROS sensor_msgs/CameraInfo, camera_calibration_parsers.
 */
export function parseRosPair(storages: readonly OpenCvStorage[]): CamerasCalibration {
  const [left, right] = storages;
  if (!left || !right || !isRosCameraInfo(right)) {
    const file = (right ?? left)?.file ?? '';
    throw new StudioError(
      'BadFile',
      `${file}: a pair needs the camera_info of both cameras, left and right`,
      {
        file,
        expected: 'two camera_info files',
        found: storages.length,
      },
    );
  }
  const sizes = [left, right].map((info) => [number(info, 'image_width'), number(info, 'image_height')]);
  if (sizes[0]!.join('×') !== sizes[1]!.join('×')) {
    const [expected, found] = [sizes[0]!.join('×'), sizes[1]!.join('×')];
    throw new StudioError('BadFile', `${right.file}: is for ${found}, the left camera’s for ${expected}`, {
      file: right.file,
      expected,
      found,
    });
  }
  const rectify = givenRectification({
    leftRotation: node(left, 'rectification_matrix'),
    rightRotation: node(right, 'rectification_matrix'),
    leftProjection: node(left, 'projection_matrix'),
    rightProjection: node(right, 'projection_matrix'),
    size: null,
  });
  const size = { width: sizes[0]![0]!, height: sizes[0]![1]! };
  return { size, left: cameraOf(left), right: cameraOf(right), rectify, saysUnit: true };
}

function cameraOf(info: OpenCvStorage) {
  const model = info.texts.get('distortion_model') ?? 'plumb_bob';
  if (!models.includes(model)) {
    throw new StudioError('Unsupported', `${info.file}: the lens model ${model} is not read`, {
      file: info.file,
      expected: models.join(' or '),
      found: model,
    });
  }
  return builtCamera(node(info, 'camera_matrix'), node(info, 'distortion_coefficients').values);
}

function number(info: OpenCvStorage, key: string): number {
  return requireCount(node(info, key), 1, 'a number')[0]!;
}

function node({ file, numbers }: OpenCvStorage, key: string): NamedNumbers {
  const values = numbers.get(key);
  if (values) return { file, key, values };
  throw new StudioError('BadFile', `${file}: no node ${key}; a camera_info needs it`, {
    file,
    expected: key,
    found: null,
  });
}
