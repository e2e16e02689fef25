import { multiply, transform, transpose, type Matrix3 } from '#domain/camera/Matrix3.ts';
import type { CameraPose, DistortedCamera } from '#domain/camera/StereoCameras.ts';
import { StudioError } from '#domain/errors.ts';
import type { CamerasCalibration } from './CamerasCalibration.ts';
import type { ImageSize } from './imageSize.ts';
import type { StereoCalibration } from './StereoCalibration.ts';

interface ColmapCamera {
  readonly size: ImageSize;
  readonly lens: DistortedCamera;
}

interface ColmapImage extends CameraPose {
  readonly camera: number;
  readonly name: string;
}

interface ColmapFile {
  readonly text: string;
  readonly file: string;
}

/** Where a model's parameters are, in the order [fx, fy, cx, cy], and its distortion as OpenCV has it; null is 0. */
const models: Readonly<
  Record<
    string,
    { readonly count: number; readonly k: readonly number[]; readonly distortion: readonly (number | null)[] }
  >
> = {
  SIMPLE_PINHOLE: { count: 3, k: [0, 0, 1, 2], distortion: [] },
  PINHOLE: { count: 4, k: [0, 1, 2, 3], distortion: [] },
  SIMPLE_RADIAL: { count: 4, k: [0, 0, 1, 2], distortion: [3, null, null, null] },
  RADIAL: { count: 5, k: [0, 0, 1, 2], distortion: [3, 4, null, null] },
  OPENCV: { count: 8, k: [0, 1, 2, 3], distortion: [4, 5, 6, 7] },
  FULL_OPENCV: { count: 12, k: [0, 1, 2, 3], distortion: [4, 5, 6, 7, 8, 9, 10, 11] },
};

/** COLMAP counts from the corner of the first pixel, everything here from its centre. */
const pixelCentre = 0.5;

/** How much two frames of a rig may differ in where its right camera stands, of the baseline. */
const mostDrift = 0.01;

/** True for `cameras.txt`: lines of an id, a model's name, width, height and parameters. */
export function isColmapCameras(text: string): boolean {
  return /^\d+ [A-Z_]+ \d+ \d+ [-\d.]/m.test(text);
}

/**
 * The one camera of a COLMAP reconstruction whose pictures are undistorted: it has no baseline.
 * @throws BadFile where there are several; Unsupported where it is distorted
 */
export function parseColmapCamera({ text, file }: ColmapFile): StereoCalibration {
  const cameras = [...readCameras(text, file).values()];
  const [camera] = cameras;
  if (!camera || cameras.length > 1) {
    throw bad(file, 'one camera, or the images.txt of a pair beside it', `${cameras.length} cameras`);
  }
  const { lens, size } = camera;
  if (lens.distortion.some((value) => value !== 0)) {
    throw unread(file, 'the distortion of a single camera; undistort the pictures first');
  }
  return { focalPx: lens.focalXPx, cxPx: lens.cxPx, cyPx: lens.cyPx, baselineM: null, doffsPx: 0, size };
}

/**
 * The two cameras of a rig: `cameras` and `images` of a reconstruction whose frames have the same name under both, in
 * different folders (left/0001.png, right/0001.png), or that has two images only. The right one is that on the right.
 * Lengths are taken for metres, which a reconstruction is only where it was scaled.
 *
 * @throws BadFile where there are not two cameras, or they stand differently from frame to frame; Unsupported for fisheye
 *         lenses
 * Source: COLMAP's output format and its camera models (src/colmap/sensor/models.h).
 */
export function parseColmapRig(camerasFile: ColmapFile, imagesFile: ColmapFile): CamerasCalibration {
  const cameras = readCameras(camerasFile.text, camerasFile.file);
  const images = readImages(imagesFile.text, imagesFile.file);
  const pairs = framePairs(images);
  const [first] = pairs;
  if (!first) {
    const found = `${cameras.size} cameras and ${images.length} images`;
    throw bad(imagesFile.file, 'frames with the same name under two cameras', found);
  }
  const poses = pairs.map(([one, other]) => relativePose(one, other));
  const drift = Math.max(...poses.map((pose) => poseDifference(pose, poses[0]!)));
  if (drift > mostDrift) {
    throw bad(
      imagesFile.file,
      'a rig whose cameras keep their places',
      `a difference of ${drift.toPrecision(3)} baselines`,
    );
  }
  const isInOrder = poses[0]!.translationM[0] < 0;
  const [left, right] = (isInOrder ? first : [first[1], first[0]]).map(({ camera }) => {
    const found = cameras.get(camera);
    if (!found) throw bad(imagesFile.file, `a camera of ${camerasFile.file}`, `camera ${camera}`);
    return found;
  }) as [ColmapCamera, ColmapCamera];
  if (left.size.width !== right.size.width || left.size.height !== right.size.height) {
    const [expected, found] = [left, right].map(({ size }) => `${size.width}×${size.height}`);
    throw bad(camerasFile.file, expected!, found!);
  }
  const pose = isInOrder ? poses[0]! : relativePose(first[1], first[0]);
  return {
    size: left.size,
    left: left.lens,
    right: right.lens,
    rectify: { kind: 'pose', pose },
    saysUnit: false,
  };
}

/** Lines without comments; an image's line of points may be empty. */
function dataLines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => !line.startsWith('#'));
}

function readCameras(text: string, file: string): ReadonlyMap<number, ColmapCamera> {
  const cameras = new Map<number, ColmapCamera>();
  for (const line of dataLines(text)) {
    if (line.trim() === '') continue;
    const [id, model = '', ...rest] = line.trim().split(/\s+/);
    const [width = NaN, height = NaN, ...parameters] = rest.map(Number);
    const form = models[model];
    if (!form) throw unread(file, `the camera model ${model}; ${Object.keys(models).join(', ')} are`);
    const isWhole = parameters.length === form.count && parameters.every(Number.isFinite);
    const [focalXPx, focalYPx, cx, cy] = form.k.map((i) => parameters[i]!) as [
      number,
      number,
      number,
      number,
    ];
    if (!isWhole || !(width > 0 && height > 0) || !(focalXPx > 0 && focalYPx > 0)) {
      throw bad(file, `${form.count} parameters of ${model}`, line.slice(0, 80));
    }
    const lens = {
      focalXPx,
      focalYPx,
      cxPx: cx - pixelCentre,
      cyPx: cy - pixelCentre,
      distortion: form.distortion.map((i) => (i === null ? 0 : parameters[i]!)),
    };
    cameras.set(Number(id), { size: { width, height }, lens });
  }
  return cameras;
}

function readImages(text: string, file: string): readonly ColmapImage[] {
  const lines = dataLines(text);
  const images: ColmapImage[] = [];
  for (let i = 0; i < lines.length; i += 2) {
    const line = lines[i]!.trim();
    if (line === '') continue;
    const [, w, x, y, z, tx, ty, tz, camera, ...name] = line.split(/\s+/);
    const [qw, qx, qy, qz, ...translation] = [w, x, y, z, tx, ty, tz].map(Number);
    const length = Math.hypot(qw!, qx!, qy!, qz!);
    if (name.length === 0 || !(Math.abs(length - 1) < 0.01) || !translation.every(Number.isFinite)) {
      throw bad(file, 'an id, a quaternion, a translation, a camera and a name', line.slice(0, 80));
    }
    images.push({
      rotation: rotationOf([qw! / length, qx! / length, qy! / length, qz! / length]),
      translationM: translation as [number, number, number],
      camera: Number(camera),
      name: name.join(' '),
    });
  }
  return images;
}

/** Images of the same name in different folders, under the first two cameras that have such. */
function framePairs(images: readonly ColmapImage[]): readonly (readonly [ColmapImage, ColmapImage])[] {
  if (images.length === 2) return [[images[0]!, images[1]!]];
  const byName = new Map<string, ColmapImage[]>();
  for (const image of images) {
    const name = image.name.split('/').at(-1)!;
    byName.set(name, [...(byName.get(name) ?? []), image]);
  }
  const pairs = [...byName.values()]
    .filter((frame) => frame.length === 2 && frame[0]!.camera !== frame[1]!.camera)
    .map((frame) => frame.toSorted((a, b) => a.camera - b.camera) as [ColmapImage, ColmapImage]);
  const [one, other] = pairs[0] ?? [];
  return pairs.filter(([a, b]) => a.camera === one?.camera && b.camera === other?.camera);
}

/** Where the second camera sees what the first sees: X₂ = R·X₁ + T, from both cameras' poses in the world. */
function relativePose(one: CameraPose, other: CameraPose): CameraPose {
  const rotation = multiply(other.rotation, transpose(one.rotation));
  const moved = transform(rotation, one.translationM);
  const [x, y, z] = other.translationM.map((value, i) => value - moved[i]!);
  return { rotation, translationM: [x!, y!, z!] };
}

/** The larger of the differences in direction and in place, the latter of the baseline. */
function poseDifference(pose: CameraPose, first: CameraPose): number {
  const turned = Math.max(...pose.rotation.map((value, i) => Math.abs(value - first.rotation[i]!)));
  const moved = Math.hypot(...pose.translationM.map((value, i) => value - first.translationM[i]!));
  return Math.max(turned, moved / Math.hypot(...first.translationM));
}

function rotationOf([w, x, y, z]: readonly [number, number, number, number]): Matrix3 {
  return [
    ...[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    ...[2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    ...[2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  ] as unknown as Matrix3;
}

function bad(file: string, expected: string, found: string): StudioError {
  const message = `${file}: expected ${expected} of a COLMAP reconstruction, found ${found}`;
  return new StudioError('BadFile', message, { file, expected, found });
}

function unread(file: string, found: string): StudioError {
  return new StudioError('Unsupported', `${file}: COLMAP: not read is ${found}`, { file, found });
}
