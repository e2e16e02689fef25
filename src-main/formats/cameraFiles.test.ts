import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureBytes, fixtureJson } from '#testing/fixture.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { parseCameras, type CalibrationFile } from './calibrationText.ts';
import { isOpenCvStorage, parseOpenCvStorage } from './openCvStorage.ts';

interface Chessboard {
  readonly K1: readonly number[];
  readonly D1: readonly number[];
  readonly K2: readonly number[];
  readonly D2: readonly number[];
  readonly R: readonly number[];
  readonly T: readonly number[];
  readonly rectified: readonly { readonly R1: readonly number[]; readonly P1: readonly number[] }[];
}
const chessboard = (fixtureJson('rectification/rectification.json') as { cases: readonly Chessboard[] })
  .cases[0]!;
const fixture = (name: string): CalibrationFile => ({
  file: name,
  text: new TextDecoder().decode(fixtureBytes(`rectification/${name}`)),
});
const vga = { width: 640, height: 480 };
const edited = (name: string, from: string | RegExp, to: string): CalibrationFile => {
  const { file, text } = fixture(name);
  expect(text).toMatch(from);
  return { file, text: text.replace(from, to) };
};
const built = (K: readonly number[], distortion: readonly number[]) => ({
  focalXPx: K[0],
  focalYPx: K[4],
  cxPx: K[2],
  cyPx: K[5],
  distortion,
});

describe('OpenCV’s calibration of the chessboard pairs', () => {
  it('is read from two YAML files, with the rectification they name', () => {
    const found = parseCameras([fixture('intrinsics.yml'), fixture('extrinsics.yml')], 'colour', vga)!;
    expect(found).toMatchObject({
      size: null,
      left: built(chessboard.K1, chessboard.D1),
      right: built(chessboard.K2, chessboard.D2),
      saysUnit: false,
    });
    const { R1, P1 } = chessboard.rectified[0]!;
    const left = { rotation: R1, focalPx: P1[0], cxPx: P1[2], cyPx: P1[6] };
    expect(found.rectify).toMatchObject({ kind: 'given', left, size: null });
    expect((found.rectify as { baselineM: number }).baselineM).toBeCloseTo(Math.hypot(...chessboard.T), 12);
  });

  it('is read from one XML file, with size and pose', () => {
    const found = parseCameras([fixture('stereo.xml')], 'colour', vga)!;
    expect(found).toEqual({
      size: vga,
      left: built(chessboard.K1, chessboard.D1),
      right: built(chessboard.K2, chessboard.D2),
      rectify: { kind: 'pose', pose: { rotation: chessboard.R, translationM: chessboard.T } },
      saysUnit: false,
    });
  });

  it('is read from the camera_info of both cameras', () => {
    const found = parseCameras([fixture('left.yaml'), fixture('right.yaml')], 'colour', vga)!;
    const opencv = parseCameras([fixture('intrinsics.yml'), fixture('extrinsics.yml')], 'colour', vga)!;
    expect(found).toEqual({ ...opencv, size: vga, saysUnit: true });
  });

  it.each<[string, string, () => readonly CalibrationFile[], string]>([
    ['BadFile', 'the extrinsics are missing', () => [fixture('intrinsics.yml')], 'no node R;'],
    [
      'BadFile',
      'the right camera_info is missing',
      () => [fixture('left.yaml')],
      'camera_info of both cameras',
    ],
    [
      'BadFile',
      'a matrix is cut short',
      () => [edited('stereo.xml', '<rows>3</rows>', '<rows>4</rows>')],
      'M1 must hold 4 × 3 numbers, found 9',
    ],
    [
      'BadFile',
      'the XML is cut short',
      () => [{ file: 'cut.xml', text: fixture('stereo.xml').text.slice(0, 400) }],
      'no XML: ',
    ],
    ['BadFile', 'the YAML is broken', () => [edited('intrinsics.yml', 'rows: 3', 'rows: [3')], 'no YAML: '],
    [
      'BadFile',
      'the camera matrix is skewed',
      () => [edited('stereo.xml', '+02 0. 3.4235', '+02 0.5 3.4235')],
      'M1 must be a camera matrix',
    ],
    [
      'BadFile',
      'R is a reflection',
      () => [edited('stereo.xml', '9.9998776386287946e-01', '-9.9998776386287946e-01')],
      'R must be a rotation',
    ],
    [
      'BadFile',
      'the cameras are exchanged',
      () => [fixture('right.yaml'), fixture('left.yaml')],
      'to the right of',
    ],
    [
      'BadFile',
      'the sizes differ',
      () => [fixture('left.yaml'), edited('right.yaml', 'image_width: 640', 'image_width: 320')],
      'is for 320×480',
    ],
    [
      'Unsupported',
      'the lens is a fisheye',
      () => [edited('left.yaml', 'plumb_bob', 'equidistant'), fixture('right.yaml')],
      'equidistant is not read',
    ],
    [
      'Unsupported',
      'a matrix has three channels',
      () => [edited('intrinsics.yml', 'dt: d', 'dt: "3d"')],
      'M1 has several channels',
    ],
  ])('is refused with %s where %s', (tag, _, files, words) => {
    expect(() => parseCameras(files(), 'colour', vga)).toThrow(
      expect.objectContaining({ tag, message: expect.stringContaining(words) as unknown }),
    );
  });

  it('refuses an endless alias and a file that is no calibration of this kind', () => {
    const bomb = `a: &a [1,1]\n${'bcdefgh'.split('').map((c, i) => `${c}: &${c} [${`*${'abcdefg'[i]!},`.repeat(20)}]`).join('\n')}\nprojection_matrix: 1`; // prettier-ignore
    expect(() => parseOpenCvStorage(bomb, 'bomb.yml')).toThrow(expect.objectContaining({ tag: 'BadFile' }));
    expect(isOpenCvStorage('cam0=[1 0 0; 0 1 0; 0 0 1]')).toBe(false);
    expect(parseCameras([{ file: 'c.txt', text: 'cam0=[1 0 0]' }], 'colour', vga)).toBeNull();
  });
});

describe('KITTI’s cameras before rectification', () => {
  const projection = (tx: number) => `700 0 600 ${tx} 0 700 180 0 0 0 1 0`;
  const camera = (i: number, tx: number) => [
    `S_0${i}: 1392 512`,
    `K_0${i}: 950 0 690 0 950 240 0 0 1`,
    `D_0${i}: -0.37 0.2 0 0 -0.07`,
    `R_rect_0${i}: 1 0 0 0 1 0 0 0 1`,
    `P_rect_0${i}: ${projection(tx)}`,
    `S_rect_0${i}: 1224 370`,
  ];
  const text = [...camera(2, 45.5), ...camera(3, -339.5)].join('\n');
  const raw = { width: 1392, height: 512 };

  it('are read, with the size that the rectified pictures have', () => {
    expect(parseCameras([{ file: 'c.txt', text }], 'colour', raw)).toMatchObject({
      size: raw,
      left: { focalXPx: 950, distortion: [-0.37, 0.2, 0, 0, -0.07] },
      rectify: { kind: 'given', baselineM: 0.55, size: { width: 1224, height: 370 } },
      saysUnit: true,
    });
    expect(parseCameras([{ file: 'c.txt', text }], 'colour', { width: 1224, height: 370 })).toBeNull();
  });

  it.each([
    ['S_rect_02: 1224 370', 'S_rect_02: 0.5 370', 'S_rect_02 must be whole numbers above 0, found 0.5 370'],
    ['D_03: -0.37 0.2 0 0 -0.07', 'D_03: -0.37', 'D_03 must be 5 numbers, found [-0.37]'],
    [
      '700 0 600 -339.5 0 700',
      '700 0 600 -339.5 0 800',
      'P_rect_03 must be a 3×4 projection with one focal length',
    ],
    [projection(-339.5), projection(339.5), 'P_rect_03 must be a right camera to the right of P_rect_02’s'],
  ])('are refused where %s is %s', (from, to, words) => {
    const wrong = { file: 'c.txt', text: text.replace(from, to) };
    expect(() => parseCameras([wrong], 'colour', raw)).toThrow(
      expect.objectContaining({ tag: 'BadFile', message: expect.stringContaining(words) as unknown }),
    );
  });
});

describe.skipIf(!hasSharedData)('calibrations of the samples', () => {
  const read = (path: string): CalibrationFile => ({
    file: path,
    text: readFileSync(join(sharedData, 'calib', path), 'utf8'),
  });

  it('are read from OpenCV’s own files, also without a document marker', () => {
    const { numbers } = parseOpenCvStorage(read('opencv/intrinsics.yml').text, 'intrinsics.yml');
    expect(numbers.get('M1')![2]).toBe(335.68643204394891);
    expect(numbers.get('D2')).toEqual([-0.16916358306948096, -0.11214173641213163, 0, 0, 0]);
    const single = parseOpenCvStorage(read('opencv/left_intrinsics.yml').text, 'left_intrinsics.yml').numbers;
    expect(single.get('extrinsic_parameters')).toHaveLength(13 * 6);
    expect(single.get('image_width')).toEqual([640]);
    expect(() => parseCameras([read('opencv/intrinsics.yml')], 'colour', vga)).toThrow('no node R;');
    expect(parseOpenCvStorage(read('opencv/stereo_calib.xml').text, 'x').numbers.size).toBe(0);
  });

  it('of KITTI’s raw recordings are those of the size that the pictures have', () => {
    const file = read('kitti_raw_2011_calib_cam_to_cam.txt');
    expect(parseCameras([file], 'colour', { width: 1224, height: 370 })).toBeNull();
    const raw = parseCameras([file], 'colour', { width: 1392, height: 512 })!;
    expect(raw.left).toMatchObject({
      focalXPx: 956.9475,
      distortion: [-0.3750956, 0.2076838, 0.0004348525, 0.001603162, -0.07469243],
    });
    expect(raw.rectify).toMatchObject({ size: { width: 1224, height: 370 }, left: { focalPx: 707.0493 } });
    expect((raw.rectify as { baselineM: number }).baselineM).toBeCloseTo(
      (45.75831 + 334.1081) / 707.0493,
      10,
    );
  });
});
