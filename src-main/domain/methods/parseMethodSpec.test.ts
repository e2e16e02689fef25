import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMethodSpec } from './formatMethodSpec.ts';
import { matcherPresets } from './matcherPresets.ts';
import { parseMethodSpec } from './parseMethodSpec.ts';
import { recordedOptions } from './recordedOptions.ts';
import { completeSgbmOptions } from '../stereo/SgbmOptions.ts';
import type { SgbmMethod } from './MethodSpec.ts';

const parseSgbm = (spec: string): SgbmMethod => parseMethodSpec(spec) as SgbmMethod;

describe('parseMethodSpec', () => {
  it('takes the studio defaults for what is not given', () => {
    expect(parseMethodSpec('sgbm').options).toEqual({
      mode: 'sgbm',
      channels: 1,
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
    ['tiny:flip=average', 'tiny', { flip: 'average' }],
    ['/models/My net.onnx:inputSize=392', '/models/My net.onnx', { inputSize: 392 }],
    ['C:\\nets\\x.onnx', 'C:\\nets\\x.onnx', {}],
    ['C:\\nets\\x.onnx:inputSize=14', 'C:\\nets\\x.onnx', { inputSize: 14 }],
  ])('reads %s as a network', (spec, model, given) => {
    const options = { inputSize: 0, resize: 'model', provider: 'auto', flip: 'off', ...given };
    const method = parseMethodSpec(spec);
    expect(method).toEqual({ kind: 'network', model, options });
    expect(parseMethodSpec(formatMethodSpec(method))).toEqual(method);
  });

  it.each([
    ['Stereo BM', 'unknown method "Stereo BM"; known: sgbm, block, global, a network\'s id, a .onnx file'],
    ['depth-tiny:size=3', 'depth-tiny has no option "size"; known: inputSize, resize, provider, flip'],
    ['depth-tiny:inputSize=9000', 'inputSize must be a whole number from 0 to 8192; found 9000'],
    ['depth-tiny:provider=gpu', /^provider must be one of auto, cuda, .*; found gpu$/],
    ['sgbm:blocksize=5', /^sgbm has no option "blocksize"; known: mode, channels, minDisparity, /],
    ['block:cost=mse', 'cost must be one of sad, ssd, ncc, census; found mse'],
    ['block:P1=8', /^block has no option "P1"; known: cost, .*textureThreshold, leftRightMaxDiff, /],
    ['global:levels=0', 'levels must be a whole number from 1 to 5; found 0'],
    ['sgbm:median=4', 'median must be one of off, 3, 5; found 4'],
    ['global:fill=wls,sigmaColor=0', 'sigmaColor must be a number from 0.01 to 255; found 0'],
    ['sgbm:P1=3,P1=4', 'P1 is given twice in "P1=3,P1=4"'],
    ['sgbm:numDisparities=0', 'numDisparities must be a whole number from 1 to 2032; found 0'],
    ['sgbm:blockSize=5.5', 'blockSize must be a whole number from 0 to 51; found "5.5"'],
    ['sgbm:mode=bm', 'mode must be one of sgbm, hh, 3way, hh4; found bm'],
    ['sgbm:mode=3way,uniquenessRatio=100', /^uniquenessRatio must not be 100 in mode 3way/],
    ['sgbm:preFilterCap=2000', 'preFilterCap must be a whole number from 0 to 1023; found 2000'],
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

  it.each([
    ['block:cost=sad', 'block'],
    ['block: blockSize=7, cost=census, numDisparities=64', 'block:cost=census,numDisparities=64,blockSize=7'],
    ['global:numDisparities=96,cost=bt', 'global:numDisparities=96'],
    ['sgbm:fill=wls,median=5,leftRightMaxDiff=1', 'sgbm:leftRightMaxDiff=1,median=5,fill=wls'],
    ['sgbm:blockSize=7,lambda=8000,fill=off,leftRightMaxDiff=-1', 'sgbm:blockSize=7'],
    ['global:fill=wls-holes,sigmaColor=2.5', 'global:fill=wls-holes,sigmaColor=2.5'],
  ])('writes %s as %s', (spec, canonical) => {
    const method = parseMethodSpec(spec);
    expect(formatMethodSpec(method)).toBe(canonical);
    expect(parseMethodSpec(canonical)).toEqual(method);
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

describe('recordedOptions', () => {
  it('leaves filters out where none is on, so that maps made before there were any are found', () => {
    expect(recordedOptions(parseMethodSpec('sgbm'))).toEqual(completeSgbmOptions());
    expect(recordedOptions(parseMethodSpec('block:median=3'))).toMatchObject({
      cost: 'sad',
      median: '3',
      fill: 'off',
      leftRightMaxDiff: -1,
    });
  });
});

describe.each(['sgbm', 'block', 'global'] as const)('presets of %s', (kind) => {
  const presets = matcherPresets[kind];

  it('are legal, and a spec that names one starts from it', () => {
    for (const { id, options } of presets) {
      const method = parseMethodSpec(`${kind}:preset=${id}`);
      expect(method.options).toEqual(options);
      expect(parseMethodSpec(formatMethodSpec(method))).toEqual(method);
    }
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
    expect(presets[0]!.options).toEqual(parseMethodSpec(kind).options);
  });

  it('give way to what is given beside them, and are named where one does not exist', () => {
    const { options } = parseMethodSpec(`${kind}:numDisparities=48,preset=kitti,median=3`);
    const kitti = presets.find(({ id }) => id === 'kitti')!.options;
    expect(options).toEqual({ ...kitti, numDisparities: 48 });
    expect(() => parseMethodSpec(`${kind}:preset=none`)).toThrow(
      expect.objectContaining({
        tag: 'InvalidOption',
        message: expect.stringMatching(`^${kind} has no preset "none"; known: studio-default, `) as string,
      }),
    );
  });
});

it('lets SGBM’s penalties follow the block size unless the preset sets them apart', () => {
  expect(parseSgbm('sgbm:preset=kitti,blockSize=3').options).toMatchObject({ P1: 72, P2: 288 });
  expect(parseSgbm('sgbm:preset=thin-objects,blockSize=3').options).toMatchObject({ P1: 24, P2: 96 });
});
