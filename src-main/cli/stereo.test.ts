import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeMap } from '#formats/decodeMap.ts';
import { encodePicture } from '#formats/encodePng.ts';
import { tinyStereo } from '#testing/tinyStereo.ts';

const bin = resolve(import.meta.dirname, '../../bin/fathom.mjs');

interface StereoAnswer {
  readonly width: number;
  readonly height: number;
  readonly method: string;
  readonly spec: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly coverage: number;
  readonly coverageBeforeFill?: number;
  readonly elapsedMs: Readonly<Record<'decode' | 'match' | 'filter' | 'encode', number>>;
}

const scene = tinyStereo(3);
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fathom-stereo-'));
  writeFileSync(join(folder, 'left.png'), await encodePicture(scene.left));
  writeFileSync(join(folder, 'right.png'), await encodePicture(scene.right));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fathomStereo(...options: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const files = [join(folder, 'left.png'), join(folder, 'right.png'), '-o', join(folder, 'out.npy')];
  return new Promise((done) => {
    const env = { ...process.env, FATHOM_HOME: join(folder, 'home') };
    execFile(process.execPath, [bin, 'stereo', ...files, ...options], { env }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      done({ status, stdout, stderr });
    });
  });
}

async function matched(...options: string[]): Promise<{ answer: StereoAnswer; values: Float64Array }> {
  const { stdout, stderr } = await fathomStereo('--num-disparities', '16', '--json', ...options);
  expect(stderr).not.toMatch(/^fathom: /m);
  const map = await decodeMap(new Uint8Array(readFileSync(join(folder, 'out.npy'))), 'out.npy');
  return { answer: JSON.parse(stdout) as StereoAnswer, values: Float64Array.from(map.values) };
}

/** Share of the pixels with a known disparity where the map has it to half a pixel. */
function shareRight(values: Float64Array): number {
  const truth = scene.disparity.values;
  const known = [...truth.keys()].filter((i) => i % scene.left.width >= 16 && !Number.isNaN(truth[i]));
  return known.filter((i) => Math.abs(values[i]! - truth[i]!) <= 0.5).length / known.length;
}

describe('fathom stereo', () => {
  it.each([
    ['sgbm', []],
    ['sgbm', ['--mode', 'hh4', '--p1', '100', '--disp12-max-diff', '2']],
    ['block', ['--matcher', 'block', '--cost', 'census', '--census-window', '5x5', '--block-size', '5']],
    ['block', ['--matcher', 'block', '--cost', 'ncc', '--texture-threshold', '2.5']],
    ['global', ['--matcher', 'global', '--cost', 'ad', '--iterations', '3', '--smoothness', '8']],
  ])('matches by %s with %j', async (method, options) => {
    const { answer, values } = await matched(...options);
    expect(answer).toMatchObject({ width: 96, height: 64, method });
    expect(Object.keys(answer.elapsedMs)).toEqual(['decode', 'match', 'filter', 'encode']);
    expect(answer.elapsedMs.match).toBeGreaterThan(0);
    expect(answer.elapsedMs.filter).toBe(0);
    for (let i = 0; i < options.length; i += 2) {
      const name = options[i]!.slice(2).replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      const value =
        name === 'matcher' ? undefined : answer.options[/^p\d$/.test(name) ? name.toUpperCase() : name];
      if (name !== 'matcher') expect(String(value), name).toBe(options[i + 1]);
    }
    expect(shareRight(values)).toBeGreaterThan(0.85);
    const valid = values.filter((value) => !Number.isNaN(value)).length;
    expect(answer.coverage).toBeCloseTo(valid / values.length, 12);
  });

  it('filters what it has matched, and says how long that took and what there was before filling', async () => {
    const plain = await matched('--matcher', 'block');
    const filters = [
      '--left-right-max-diff',
      '1',
      '--median',
      '3',
      '--speckle-size',
      '20',
      '--fill',
      'background',
    ];
    const { answer, values } = await matched('--matcher', 'block', ...filters);
    expect(answer.spec).toBe(
      'block:numDisparities=16,leftRightMaxDiff=1,median=3,speckleSize=20,fill=background',
    );
    expect(answer.options).toMatchObject({ cost: 'sad', median: '3', fill: 'background' });
    expect(answer.elapsedMs.filter).toBeGreaterThan(0);
    expect(answer.coverageBeforeFill).toBeLessThan(plain.answer.coverage);
    expect(answer.coverage).toBe(1);
    expect(values.some(Number.isNaN)).toBe(false);
    expect(shareRight(values)).toBeGreaterThan(0.97);
  });

  it.each([
    [['--matcher', 'block', '--p1', '8'], /InvalidOption: block has no option "P1"; known: cost, /],
    [
      ['--matcher', 'global', '--cost', 'sad'],
      /InvalidOption: cost must be one of bt, ad, census; found sad/,
    ],
    [['--fixed-point', '--median', '3'], /InvalidOption: --fixed-point writes SGBM’s own map/],
  ])('refuses %j', async (options, message) => {
    const { status, stderr, stdout } = await fathomStereo(...options);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
