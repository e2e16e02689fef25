import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { parseCalibration } from './calibrationText.ts';

const middlebury = [
  'cam0=[999.421 0 294.182; 0 999.421 252.932; 0 0 1]',
  'cam1=[999.421 0 326.96; 0 999.421 252.932; 0 0 1]',
  'doffs=32.778',
  'baseline=193.001',
  'width=741',
  'height=497',
];
const projection = (f: number, cx: number, cy: number, tx: number) =>
  `${f} 0 ${cx} ${tx} 0 ${f} ${cy} 0 0 0 1 0`;

describe('parseCalibration', () => {
  it('reads Middlebury’s syntax, the baseline in metres', () => {
    expect(parseCalibration(middlebury.join('\r\n'), 'calib.txt', 'colour')).toEqual({
      focalPx: 999.421,
      cxPx: 294.182,
      cyPx: 252.932,
      baselineM: 0.193001,
      doffsPx: 32.778,
      size: { width: 741, height: 497 },
    });
  });

  it('takes doffs from the two cameras where no line gives it', () => {
    const text = middlebury.filter((line) => !line.startsWith('doffs')).join('\n');
    expect(parseCalibration(text, 'calib.txt', 'colour').doffsPx).toBeCloseTo(32.778, 10);
  });

  it.each([
    ['baseline', 'baseline=0', 'baseline must be millimetres above 0, found 0'],
    ['baseline', '', 'baseline must be millimetres above 0, found no such line'],
    ['cam0', 'cam0=[1 2 3]', 'cam0 must be a 3×3 camera matrix, found [1 2 3]'],
    ['doffs', 'doffs=wide', 'doffs must be a number, found wide'],
  ])('refuses a wrong %s line %j', (key, line, message) => {
    const text = middlebury.map((other) => (other.startsWith(key) ? line : other)).join('\n');
    expect(() => parseCalibration(text, 'calib.txt', 'colour')).toThrow(
      expect.objectContaining({ tag: 'BadFile', message: `calib.txt: ${message}` }),
    );
  });

  it('takes KITTI’s baseline from the difference of the projections, in any order of lines', () => {
    const text = [
      `P3: ${projection(700, 600, 170, -339.5)}`,
      '',
      'calib_time: 09-Jan-2012 13:58:50',
      `P1: ${projection(700, 601, 170, -385)}`,
      `P0: ${projection(700, 600, 170, 0)}`,
      `P2: ${projection(700, 600, 170, 45.5)}`,
    ].join('\n');
    expect(parseCalibration(text, 'c.txt', 'colour')).toMatchObject({
      baselineM: 0.55,
      doffsPx: 0,
      size: null,
    });
    expect(parseCalibration(text, 'c.txt', 'grey')).toMatchObject({ baselineM: 0.55, doffsPx: 1 });
  });

  it('names the missing projection', () => {
    expect(() => parseCalibration(`P2: ${projection(700, 600, 170, 45)}`, 'c.txt', 'colour')).toThrow(
      'c.txt: P3 must be a 3×4 projection, found no such line',
    );
  });

  it('refuses exchanged cameras', () => {
    const text = `P2: ${projection(700, 600, 170, 0)}\nP3: ${projection(700, 600, 170, 350)}`;
    expect(() => parseCalibration(text, 'c.txt', 'colour')).toThrow('must be above 0, found -0.5 m');
  });

  it('refuses other text', () => {
    expect(() => parseCalibration('hello', 'c.txt', 'colour')).toThrow('no calibration in the syntax of');
  });
});

describe.skipIf(!hasSharedData)('parseCalibration on the sample files', () => {
  const read = (path: string) =>
    parseCalibration(readFileSync(join(sharedData, path), 'utf8'), path, 'colour');

  it('reads both syntaxes of the Motorcycle calibration alike', () => {
    expect(read('calib/middlebury_nobrackets_calib.txt')).toEqual(
      read('stereo/middlebury2014_Motorcycle_Q/calib.txt'),
    );
  });

  it('reads ETH3D’s', () => {
    expect(read('stereo/eth3d_playground/calib.txt')).toMatchObject({
      focalPx: 542.019,
      baselineM: 0.0595549,
      doffsPx: 0,
    });
  });

  it('reads KITTI’s object and raw files', () => {
    const object = read('calib/kitti_object_calib_000001.txt');
    expect(object.focalPx).toBe(721.5377);
    expect(object.baselineM).toBeCloseTo(0.5327, 4);
    const raw = read('calib/kitti_raw_2011_calib_cam_to_cam.txt');
    expect(raw).toMatchObject({ focalPx: 707.0493, size: { width: 1224, height: 370 } });
    expect(raw.baselineM).toBeCloseTo((45.75831 + 334.1081) / 707.0493, 10);
  });
});
