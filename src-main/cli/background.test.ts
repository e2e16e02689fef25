import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeNpy } from '#formats/encodeNpy.ts';
import { encodePicture } from '#formats/encodePng.ts';

const bin = resolve(import.meta.dirname, '../../bin/fathom.mjs');
const [width, height] = [90, 70];
const isBody = (i: number) => Math.hypot((i % width) - 45, Math.floor(i / width) - 35) <= 24;
let folder = '';

/** A ball before black, 10 m away in a sky of 1000 m; the prediction has half of the ball and a near sky. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fathom-background-'));
  mkdirSync(join(folder, 'moon'));
  const data = Uint8Array.from({ length: width * height }, (_, i) => (isBody(i) ? 80 + ((i * 37) % 150) : 0));
  writeFileSync(join(folder, 'moon/one.png'), await encodePicture({ width, height, channels: 1, data }));
  const map = (values: (i: number) => number) =>
    encodeNpy(
      Float32Array.from(data, (_, i) => values(i)),
      [height, width],
    );
  writeFileSync(
    join(folder, 'truth.npy'),
    map((i) => (isBody(i) ? 10 + (i % 7) : 1000)),
  );
  writeFileSync(
    join(folder, 'half.npy'),
    map((i) => (isBody(i) ? 5 + (i % 7) / 2 : 3)),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fathom(...words: string[]): Promise<{ answer: unknown; stderr: string }> {
  return new Promise((done) => {
    const env = { ...process.env, FATHOM_HOME: join(folder, 'home') };
    execFile(process.execPath, [bin, ...words, '--json'], { env, cwd: folder }, (_error, stdout, stderr) => {
      done({ answer: JSON.parse(stdout) as unknown, stderr });
    });
  });
}

interface Folders {
  readonly folders: readonly {
    readonly rule: string | null;
    readonly proposal: string;
    readonly reason: string;
  }[];
}

it('is proposed at import, and kept when it is asked for', async () => {
  const { stderr } = await fathom('import', 'moon', '-o', 'moon.fathom');
  expect(stderr).toMatch(/black background: in 1 of 1 pictures looked at, .* left out by: fathom background/);
  const { answer } = await fathom('background', 'moon.fathom', '--set', 'proposed');
  const rule = 'dark:level=8,connected=yes,convex=no,treat=leave-out,limb=5';
  expect((answer as Folders).folders).toMatchObject([{ rule, proposal: rule }]);
  const none = await fathom('background', 'moon.fathom', '--set', 'none');
  expect((none.answer as Folders).folders).toMatchObject([{ rule: null, proposal: rule }]);
});

it('stays out of the alignment of one pair, and is scored apart where that is asked for', async () => {
  interface Evaluation {
    readonly alignment: { readonly scale: number };
    readonly metrics: Readonly<Record<string, number>>;
    readonly parts: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly error?: { readonly message: string };
  }
  const pair = ['evaluate', 'half.npy', 'truth.npy', '--encoding', 'metres', '--align', 'scale'];
  const rule = ['--background', 'dark:treat=apart,limb=3'];
  const apart = await fathom(...pair, ...rule, '--left', 'moon/one.png');
  const answer = apart.answer as Evaluation;
  expect(answer.alignment.scale).toBeCloseTo(2, 6);
  expect(answer.metrics.absRel).toBeCloseTo(0, 6);
  expect(Object.keys(answer.parts).sort()).toEqual(['background', 'limb']);
  expect(answer.parts.background!.absRel).toBeCloseTo(1 - 6 / 1000, 5);
  expect(answer.parts.limb!.absRel).toBeCloseTo(0, 6);
  const refused = await fathom(...pair, ...rule);
  expect((refused.answer as Evaluation).error!.message).toBe(
    '--background dark:treat=apart,limb=3 needs --left with the picture',
  );
});
