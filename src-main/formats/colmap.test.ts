import { describe, expect, it } from 'vitest';
import { fixtureBytes, fixtureJson } from '#testing/fixture.ts';
import { colmapText } from './colmapText.ts';
import { parseColmapCamera, parseColmapRig } from './colmap.ts';

/** Where the right camera of a made-up rig stands, by SciPy: see fixtures/colmap/generate.py. */
const truth = fixtureJson('colmap/truth.json') as {
  readonly rotation: readonly number[];
  readonly translation: readonly number[];
};
const text = (name: string): string => new TextDecoder().decode(fixtureBytes(`colmap/${name}`));
const asFile = (name: string) => ({ file: name, text: text(name) });
const ofBinary = (name: string) => ({ file: name, text: colmapText(fixtureBytes(`colmap/${name}`), name) });

describe('a COLMAP reconstruction of a stereo rig', () => {
  it.each([
    ['text', parseColmapRig(asFile('cameras.txt'), asFile('images.txt'))],
    ['binary', parseColmapRig(ofBinary('cameras.bin'), ofBinary('images.bin'))],
  ])('gives both lenses and where the right camera stands, from %s files', (_kind, calibration) => {
    expect(calibration.size).toEqual({ width: 640, height: 480 });
    expect(calibration.left).toEqual({
      focalXPx: 701.25,
      focalYPx: 703.5,
      cxPx: 320,
      cyPx: 239.75,
      distortion: [-0.12, 0.03, 0.001, -0.002],
    });
    expect(calibration.right).toMatchObject({ focalXPx: 698, cxPx: 317.5, distortion: [] });
    const { rectify } = calibration;
    if (rectify.kind !== 'pose') throw new Error(rectify.kind);
    rectify.pose.rotation.forEach((value, i) => expect(value).toBeCloseTo(truth.rotation[i]!, 12));
    rectify.pose.translationM.forEach((value, i) => expect(value).toBeCloseTo(truth.translation[i]!, 12));
  });

  it('is refused where the cameras move against each other', () => {
    const moved = text('images.txt').replace(/^(5 .*) (\S+) (\S+) (\S+) 2 (right\S+)$/m, '$1 $2 $3 9.5 2 $5');
    expect(() => parseColmapRig(asFile('cameras.txt'), { file: 'images.txt', text: moved })).toThrow(
      /images\.txt: expected a rig whose cameras keep their places .* found a difference of/,
    );
  });

  it('is refused, naming both files, where an image is of a camera that is not there', () => {
    const foreign = text('images.txt').replaceAll(' 2 right/', ' 7 right/');
    expect(() => parseColmapRig(asFile('cameras.txt'), { file: 'images.txt', text: foreign })).toThrow(
      'images.txt: expected a camera of cameras.txt of a COLMAP reconstruction, found camera 7',
    );
  });

  it('is refused where no frame has two cameras', () => {
    const alone = text('images.txt').replaceAll('right/0', 'right/1');
    expect(() => parseColmapRig(asFile('cameras.txt'), { file: 'images.txt', text: alone })).toThrow(
      'found 2 cameras and 6 images',
    );
  });
});

describe('a COLMAP file of one camera', () => {
  it('is a rig without a baseline', () => {
    const one = { file: 'cameras.txt', text: '# Camera list\n1 SIMPLE_PINHOLE 640 480 500.5 320 240\n' };
    expect(parseColmapCamera(one)).toEqual({
      focalPx: 500.5,
      cxPx: 319.5,
      cyPx: 239.5,
      baselineM: null,
      doffsPx: 0,
      size: { width: 640, height: 480 },
    });
  });

  it.each([
    ['1 SIMPLE_RADIAL 640 480 500 320 240 0.1', 'Unsupported', /distortion of a single camera/],
    ['1 FOV 640 480 500 500 320 240 0.1', 'Unsupported', /the camera model FOV/],
    ['1 PINHOLE 640 480 500 500 320', 'BadFile', /expected 4 parameters of PINHOLE/],
    ['1 PINHOLE 640 480 0 500 320 240', 'BadFile', /expected 4 parameters of PINHOLE/],
  ])('is refused: %s', (line, tag, message) => {
    expect(() => parseColmapCamera({ file: 'cameras.txt', text: line })).toThrow(
      expect.objectContaining({ tag, message: expect.stringMatching(message) as string }),
    );
  });

  it('is refused in binary form at every length but the whole', () => {
    const bytes = fixtureBytes('colmap/cameras.bin');
    for (let length = 0; length < bytes.length; length++) {
      expect(() => colmapText(bytes.subarray(0, length), 'cameras.bin')).toThrow(
        /cameras\.bin: no COLMAP file/,
      );
    }
  });
});
