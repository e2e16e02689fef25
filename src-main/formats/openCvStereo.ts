import { StudioError } from '#domain/errors.ts';
import {
  builtCamera,
  givenRectification,
  requireCount,
  rotationOf,
  type NamedNumbers,
} from './calibrationMatrix.ts';
import type { CamerasCalibration } from './CamerasCalibration.ts';
import type { ImageSize } from './imageSize.ts';
import type { OpenCvStorage } from './openCvStorage.ts';

/** The names that are in use, those of OpenCV's samples first. */
const names = {
  leftMatrix: ['M1', 'K1', 'cameraMatrix1', 'camera_matrix_1', 'cameraMatrixL', 'LEFT.K'],
  rightMatrix: ['M2', 'K2', 'cameraMatrix2', 'camera_matrix_2', 'cameraMatrixR', 'RIGHT.K'],
  leftDistortion: ['D1', 'distCoeffs1', 'dist_coeffs_1', 'distCoeffsL', 'LEFT.D'],
  rightDistortion: ['D2', 'distCoeffs2', 'dist_coeffs_2', 'distCoeffsR', 'RIGHT.D'],
  rotation: ['R'],
  translation: ['T', 't'],
  leftRotation: ['R1', 'LEFT.R'],
  rightRotation: ['R2', 'RIGHT.R'],
  leftProjection: ['P1', 'LEFT.P'],
  rightProjection: ['P2', 'RIGHT.P'],
  width: ['image_width', 'imageWidth', 'width', 'LEFT.width'],
  height: ['image_height', 'imageHeight', 'height', 'LEFT.height'],
  size: ['image_size', 'imageSize', 'size'],
} as const satisfies Record<string, readonly string[]>;

/**
 * A stereo calibration as OpenCV's samples write it, in one file or in two (intrinsics M1 D1 M2 D2, extrinsics R T and
 * often R1 R2 P1 P2). Where the files say how to rectify, that is taken; else it follows from R and T. The translation
 * is read in metres.
 *
 * @throws BadFile naming the node that is missing or wrong.
 */
export function parseOpenCvStereo(storages: readonly OpenCvStorage[]): CamerasCalibration {
  const files = storages.map(({ file }) => file).join(', ');
  const find = (what: keyof typeof names): NamedNumbers | null => {
    for (const { file, numbers } of storages) {
      for (const key of names[what]) {
        const values = numbers.get(key);
        if (values) return { file, key, values };
      }
    }
    return null;
  };
  const need = (what: keyof typeof names): NamedNumbers => {
    const found = find(what);
    if (found) return found;
    const expected = names[what].join(' or ');
    throw new StudioError('BadFile', `${files}: no node ${expected}; a stereo calibration needs it`, {
      file: files,
      expected,
      found: null,
    });
  };
  const left = builtCamera(need('leftMatrix'), find('leftDistortion')?.values ?? []);
  const right = builtCamera(need('rightMatrix'), find('rightDistortion')?.values ?? []);
  const size = sizeOf(find('size'), find('width'), find('height'));
  const saysUnit = false;
  if (find('leftProjection') && find('rightProjection')) {
    const rectify = givenRectification({
      leftRotation: need('leftRotation'),
      rightRotation: need('rightRotation'),
      leftProjection: need('leftProjection'),
      rightProjection: need('rightProjection'),
      size: null,
    });
    return { size, left, right, rectify, saysUnit };
  }
  const rotation = rotationOf(need('rotation'));
  const [x, y, z] = requireCount(need('translation'), 3, 'a translation of 3 numbers');
  const pose = { rotation, translationM: [x!, y!, z!] as const };
  return { size, left, right, rectify: { kind: 'pose', pose }, saysUnit };
}

function sizeOf(
  both: NamedNumbers | null,
  width: NamedNumbers | null,
  height: NamedNumbers | null,
): ImageSize | null {
  if (both?.values.length === 2) return { width: both.values[0]!, height: both.values[1]! };
  return width && height ? { width: width.values[0]!, height: height.values[0]! } : null;
}
