import { describe, expect, it } from 'vitest';
import { completeSgbmOptions } from './SgbmOptions.ts';
import { validateSgbmOptions } from './validateSgbmOptions.ts';

const refused: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
  [{ mode: 'fast' }, 'mode must be one of sgbm, hh, 3way, hh4; found fast'],
  [{ channels: 2 }, 'channels must be 1 or 3; found 2'],
  [{ minDisparity: -2048 }, 'minDisparity must be a whole number from -2047 to 2031; found -2048'],
  [{ minDisparity: 0.5 }, 'minDisparity must be a whole number from -2047 to 2031; found 0.5'],
  [{ numDisparities: 0 }, 'numDisparities must be a whole number from 1 to 2032; found 0'],
  [{ numDisparities: -16 }, 'numDisparities must be a whole number from 1 to 2032; found -16'],
  [{ numDisparities: 1e9 }, 'numDisparities must be a whole number from 1 to 2032; found 1000000000'],
  [{ blockSize: -5 }, 'blockSize must be a whole number from 0 to 51; found -5'],
  [{ blockSize: 53 }, 'blockSize must be a whole number from 0 to 51; found 53'],
  [{ P1: -1 }, 'P1 must be a whole number from 0 to 32766; found -1'],
  [{ P2: 32_768 }, 'P2 must be a whole number from 0 to 32767; found 32768'],
  [{ preFilterCap: Number.NaN }, 'preFilterCap must be a whole number from 0 to 1023; found NaN'],
  [{ uniquenessRatio: -2 }, 'uniquenessRatio must be a whole number from -1 to 1000; found -2'],
  [{ speckleWindowSize: -1 }, 'speckleWindowSize must be a whole number from 0 to 1000000; found -1'],
  [{ speckleRange: -1 }, 'speckleRange must be a whole number from 0 to 2047; found -1'],
  [{ disp12MaxDiff: undefined }, 'disp12MaxDiff must be a whole number from -1 to 4096; found undefined'],
  [
    { minDisparity: 100, numDisparities: 2000 },
    'minDisparity + numDisparities must be at most 2048, so that disparities fit 16 bits in 1/16 px; found 2100',
  ],
  [
    { mode: '3way', uniquenessRatio: 100 },
    'uniquenessRatio must not be 100 in mode 3way, where OpenCV divides by 100 − uniquenessRatio; found 100',
  ],
];

describe('validateSgbmOptions', () => {
  it.each(refused)('refuses %j', (given, message) => {
    const options = { ...completeSgbmOptions(), ...given };
    expect(() => validateSgbmOptions(options)).toThrow(
      expect.objectContaining({ tag: 'InvalidOption', message }),
    );
  });

  it.each([
    { numDisparities: 20 },
    { numDisparities: 1 },
    { preFilterCap: 200 },
    { uniquenessRatio: 150 },
    { uniquenessRatio: 100 },
    { mode: '3way', uniquenessRatio: 101 },
    { mode: 'hh4', blockSize: 51, P2: 32_767 },
    { mode: '3way', channels: 3, blockSize: 21 },
    { blockSize: 0, P1: 0, P2: 0, preFilterCap: 0, uniquenessRatio: -1, disp12MaxDiff: -1 },
    { minDisparity: -2047, numDisparities: 1 },
  ] as const)('takes what OpenCV computes: %j', (given) => {
    expect(() => validateSgbmOptions(completeSgbmOptions(given))).not.toThrow();
  });
});
