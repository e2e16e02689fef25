import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMethodSpec } from './formatMethodSpec.ts';
import { parseMethodSpec } from './parseMethodSpec.ts';
import { sgbmPresets } from '../stereo/sgbmPresets.ts';
import { completeSgbmOptions } from '../stereo/SgbmOptions.ts';
import { validateSgbmOptions } from '../stereo/validateSgbmOptions.ts';
import type { SgbmMethod } from './MethodSpec.ts';

const parseSgbm = (spec: string): SgbmMethod => parseMethodSpec(spec) as SgbmMethod;

describe('parseMethodSpec', () => {
  it('takes the studio defaults for what is not given', () => {
    expect(parseMethodSpec('sgbm').options).toEqual({
      mode: 'sgbm',
      minDisparity: 0,
      numDisparities: 128,
      blockSize: 5,
      P1: 200,
      P2: 800,
      disp12MaxDiff: 1,
      preFilterCap: 63,
      uniquenessRatio: 10,
      speckleWindowSize: 100,
      speckleRange: 2,
    });
  });

  it('lets the penalties follow the block size unless they are given', () => {
    const { options } = parseSgbm('sgbm:mode=hh, blockSize=7, P2=1000');
    expect([options.mode, options.P1, options.P2]).toEqual(['hh', 8 * 49, 1000]);
  });

  it.each([
    ['depth-anything-v2-small', 'depth-anything-v2-small', {}],
    ['a.b_c-1:', 'a.b_c-1', {}],
    ['tiny: resize=square , provider=cpu', 'tiny', { resize: 'square', provider: 'cpu' }],
    ['/models/My net.onnx:inputSize=392', '/models/My net.onnx', { inputSize: 392 }],
    ['C:\\nets\\x.onnx', 'C:\\nets\\x.onnx', {}],
    ['C:\\nets\\x.onnx:inputSize=14', 'C:\\nets\\x.onnx', { inputSize: 14 }],
  ])('reads %s as a network', (spec, model, given) => {
    const options = { inputSize: 0, resize: 'model', provider: 'auto', ...given };
    const method = parseMethodSpec(spec);
    expect(method).toEqual({ kind: 'network', model, options });
    expect(parseMethodSpec(formatMethodSpec(method))).toEqual(method);
  });

  it.each([
    ['Stereo BM', 'unknown method "Stereo BM"; known: sgbm, a network\'s id, a .onnx file'],
    ['depth-tiny:size=3', 'depth-tiny has no option "size"; known: inputSize, resize, provider'],
    ['depth-tiny:inputSize=9000', 'inputSize must be a whole number from 0 to 8192; found 9000'],
    ['depth-tiny:provider=gpu', /^provider must be one of auto, cuda, .*; found gpu$/],
    ['sgbm:blocksize=5', /^sgbm has no option "blocksize"; known: mode, minDisparity, /],
    ['sgbm:P1=3,P1=4', 'P1 is given twice in "P1=3,P1=4"'],
    ['sgbm:numDisparities=100', 'numDisparities must be a multiple of 16 from 16 to 2032; found 100'],
    ['sgbm:numDisparities=0', 'numDisparities must be a multiple of 16 from 16 to 2032; found 0'],
    ['sgbm:blockSize=5.5', 'blockSize must be a whole number from 0 to 51; found "5.5"'],
    ['sgbm:mode=bm', 'mode must be one of sgbm, hh, 3way, hh4; found bm'],
    [
      'sgbm:mode=3way,blockSize=21',
      /^mode 3way needs blockSize² · \(2 · preFilterCap \+ 63\) · 1 \+ 2 · P2 ≤ 32767; found 111573\. /,
    ],
    ['sgbm:mode=3way,uniquenessRatio=100', 'uniquenessRatio must be at most 99 in mode 3way; found 100'],
    ['sgbm:preFilterCap=200', 'preFilterCap must be a whole number from 0 to 127; found 200'],
    ['sgbm:minDisparity=100,numDisparities=2032', /^minDisparity \+ numDisparities must be at most 2048/],
  ])('refuses %s', (spec, message) => {
    expect(() => parseMethodSpec(spec)).toThrow(
      expect.objectContaining({
        tag: 'InvalidOption',
        message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
      }),
    );
  });
});

describe('formatMethodSpec', () => {
  it('writes only what differs from the defaults', () => {
    expect(formatMethodSpec({ kind: 'sgbm', options: completeSgbmOptions() })).toBe('sgbm');
    expect(formatMethodSpec(parseMethodSpec('sgbm:numDisparities=64,mode=hh,blockSize=5'))).toBe(
      'sgbm:mode=hh,numDisparities=64',
    );
    expect(formatMethodSpec(parseMethodSpec('sgbm:blockSize=3'))).toBe('sgbm:blockSize=3');
  });

  it('is undone by parsing, whatever the options', () => {
    const options = fc
      .record({
        mode: fc.constantFrom('sgbm', 'hh'),
        minDisparity: fc.integer({ min: -100, max: 100 }),
        numDisparities: fc.integer({ min: 1, max: 100 }).map((n) => n * 16),
        blockSize: fc.integer({ min: 0, max: 51 }),
        P1: fc.integer({ min: 0, max: 32_766 }),
        P2: fc.integer({ min: 0, max: 32_767 }),
        speckleRange: fc.integer({ min: 0, max: 10 }),
      })
      .map((given) => completeSgbmOptions(given));
    fc.assert(
      fc.property(options, (given) => {
        expect(parseMethodSpec(formatMethodSpec({ kind: 'sgbm', options: given })).options).toEqual(given);
      }),
    );
  });
});

describe('sgbmPresets', () => {
  it.each(sgbmPresets)('$name is legal', ({ options }) => {
    expect(() => validateSgbmOptions(options)).not.toThrow();
  });
});
