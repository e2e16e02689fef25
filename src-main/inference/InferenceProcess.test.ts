import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { networkDefaults } from '#domain/methods/NetworkOptions.ts';
import type { ModelManifest } from '#domain/networks/ModelManifest.ts';
import { encodePngSamples } from '#formats/sharpImage.ts';
import { writeTinyNetwork, type TinyNetwork } from '#testing/tinyNetworks.ts';
import { InferenceProcess, type InferenceCrash, type InferenceProcessOptions } from './InferenceProcess.ts';
import type { InferenceOrder, Stage } from './protocol.ts';

const folder = mkdtempSync(join(tmpdir(), 'fathom-inference-'));
const picture = join(folder, 'picture.png');
const processes: InferenceProcess[] = [];
/** For the tests that do not bring their process down. */
const shared = new InferenceProcess({ threads: 1 });

beforeAll(async () => {
  const data = Uint8Array.from({ length: 40 * 20 * 3 }, (_, i) => (i * 7) % 256);
  writeFileSync(picture, await encodePngSamples({ width: 40, height: 20, channels: 3, data }));
});
afterAll(async () => {
  await shared.close();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.close()));
});

function start(options: InferenceProcessOptions = {}): InferenceProcess {
  const inference = new InferenceProcess({ threads: 1, ...options });
  processes.push(inference);
  return inference;
}

function order(
  network: TinyNetwork,
  change: Partial<ModelManifest> = {},
  more: Partial<InferenceOrder> = {},
): InferenceOrder {
  const model = writeTinyNetwork(folder, network, change);
  const options = { ...networkDefaults, provider: 'cpu' } as const;
  return { model, options, left: picture, right: null, focalPx: null, ...more };
}

describe('InferenceProcess', () => {
  it('answers the map at the picture’s size, and says where and how it ran', async () => {
    const { map, bad, provider, rejected, input } = await shared.predict(order('mean'));
    expect([map.width, map.height, map.quantity, map.values.length]).toEqual([
      40,
      20,
      'inverse-depth:relative',
      800,
    ]);
    expect([bad, provider, rejected, input]).toEqual([null, 'cpu', [], { width: 28, height: 14 }]);
    expect(map.values.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('averages with the map of the mirrored picture where it is asked to', async () => {
    const mirrored = join(folder, 'mirrored.png');
    const data = Uint8Array.from({ length: 40 * 20 * 3 }, (_, i) => {
      const [x, y, c] = [Math.floor(i / 3) % 40, Math.floor(i / 120), i % 3];
      return (((y * 40 + (39 - x)) * 3 + c) * 7) % 256;
    });
    writeFileSync(mirrored, await encodePngSamples({ width: 40, height: 20, channels: 3, data }));
    const plain = (await shared.predict(order('leftward'))).map.values;
    const twin = (await shared.predict(order('leftward', {}, { left: mirrored }))).map.values;
    const options = { ...networkDefaults, provider: 'cpu', flip: 'average' } as const;
    const both = (await shared.predict(order('leftward', {}, { options }))).map.values;
    const expected = plain.map((value, i) => (value + twin[i - (i % 40) + 39 - (i % 40)]!) / 2);
    expect(both).toEqual(expected);
    expect(both).not.toEqual(plain);
  });

  it('does not average what a stereo network answers', async () => {
    const options = { ...networkDefaults, provider: 'cpu', flip: 'average' } as const;
    const feeds = [{ tensorName: null, pictures: ['left', 'right'], scale: 1 }] as const;
    const pair = { input: { ...order('mean').model.manifest.input!, feeds } };
    await expect(shared.predict(order('mean', pair, { options, right: picture }))).rejects.toMatchObject({
      tag: 'InvalidOption',
      message: 'mean takes a pair, whose map has no mirrored twin',
    });
  });

  it('says why a provider was not used when it finds one itself, and refuses one that does not work', async () => {
    const inference = shared;
    const auto = await inference.predict(order('mean', {}, { options: networkDefaults }));
    for (const { reason } of auto.rejected) expect(reason).not.toBe('');
    const options = {
      ...networkDefaults,
      provider: process.platform === 'darwin' ? 'dml' : 'coreml',
    } as const;
    await expect(inference.predict(order('mean', {}, { options }))).rejects.toMatchObject({
      tag: 'ProviderUnavailable',
      message: expect.stringContaining('backend not found') as string,
    });
  });

  it('loads a network once, and lets the device go on with the next item', async () => {
    const inference = start();
    const answers = await Promise.all(Array.from({ length: 6 }, () => inference.predict(order('mean'))));
    expect(answers.filter(({ elapsedMs }) => elapsedMs.load > 0)).toHaveLength(1);
    expect(new Set(answers.map(({ map }) => map.values.join())).size).toBe(1);
  });

  it('describes a graph’s inputs and outputs', async () => {
    expect(await shared.describe(order('stereo').model.graph)).toEqual({
      inputs: [
        { name: 'left', type: 'float32', shape: [1, 3, 'h', 'w'] },
        { name: 'right', type: 'float32', shape: [1, 3, 'h', 'w'] },
      ],
      outputs: [{ name: 'map', type: 'float32', shape: [1, 1, 'h', 'w'] }],
    });
  });

  it('runs a network of two pictures, and asks for the second', async () => {
    const { input } = order('mean').model.manifest;
    const feeds = [
      { tensorName: 'right', pictures: ['right'], scale: 1 },
      { tensorName: 'left', pictures: ['left'], scale: 1 },
    ] as const;
    const change = { input: { ...input!, feeds } };
    const inference = shared;
    const { bad } = await inference.predict(order('stereo', change, { right: picture }));
    expect(bad?.message).toBe('the network answered the constant 0 at all 800 pixels');
    await expect(inference.predict(order('stereo', change))).rejects.toMatchObject({
      tag: 'FileMissing',
      message: `${picture}: this network needs a stereo pair; there is no right picture`,
    });
  });

  it.each([
    ['NaN', 'nan', 'the network answered NaN or infinity at 800 of 800 pixels'],
    ['a constant', 'constant', 'the network answered the constant 0 at all 800 pixels'],
  ] as const)('flags %s and keeps the map', async (_what, network, message) => {
    const { bad, map } = await shared.predict(order(network));
    expect(bad).toMatchObject({ tag: 'BadOutput', message });
    expect(map.values).toHaveLength(800);
  });

  it('answers bad input with a tag and goes on', async () => {
    const inference = shared;
    const text = order('mean');
    const noOnnx = join(folder, 'no.onnx');
    writeFileSync(noOnnx, 'this is not a network');
    const broken = join(folder, 'broken.png');
    writeFileSync(broken, 'this is not a picture');
    const larger = { ...networkDefaults, provider: 'cpu', inputSize: 42 } as const;
    const { output } = text.model.manifest;
    const outcomes = await Promise.allSettled([
      inference.predict({ ...text, model: { ...text.model, graph: noOnnx } }),
      inference.predict({ ...text, left: broken }),
      inference.predict({ ...text, left: join(folder, 'none.png') }),
      inference.predict(order('stereo')),
      inference.predict(order('fixed', {}, { options: larger })),
      inference.predict(order('mean', { output: { ...output, tensorName: 'depth' } })),
      inference.predict(order('mean')),
    ]);
    const told = outcomes.map((o) =>
      o.status === 'rejected' ? (o.reason as { tag: string; message: string }) : null,
    );
    expect(told.map((error) => error?.tag ?? 'done')).toEqual([
      ...['BadModel', 'Unsupported', 'FileMissing', 'BadModel', 'BadModel', 'BadModel', 'done'],
    ]);
    expect(told[0]?.message).toMatch(/no\.onnx: ONNX Runtime cannot read it: .*Protobuf parsing failed/);
    expect(told[3]?.message).toMatch(/the inputs should take picture 1; the network has left, right$/);
    expect(told[4]?.message).toMatch(
      /the input image should take \[1, 3, 28, 42\]; the network has \[1, 3, 14, 28\]$/,
    );
    expect(told[5]?.message).toMatch(/the network has no output depth; it has map$/);
  });

  it('takes a picture of one pixel, and one of 20,000 px on a side', async () => {
    const dot = join(folder, 'dot.png');
    const long = join(folder, 'long.png');
    writeFileSync(
      dot,
      await encodePngSamples({ width: 1, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3) }),
    );
    const data = Uint8Array.from({ length: 20_000 * 30 }, (_, i) => i % 251);
    writeFileSync(long, await encodePngSamples({ width: 20_000, height: 30, channels: 1, data }));
    const inference = shared;
    const { map } = await inference.predict(order('mean', {}, { left: dot }));
    expect([map.width, map.height, map.values[0]]).toEqual([1, 1, expect.closeTo(2 / 255, 6)]);
    expect((await inference.predict(order('mean', {}, { left: long }))).map.width).toBe(20_000);
    const options = { ...networkDefaults, provider: 'cpu', resize: 'lower-bound', inputSize: 518 } as const;
    await expect(inference.predict(order('mean', {}, { left: long, options }))).rejects.toMatchObject({
      tag: 'OutOfMemory',
      message: expect.stringContaining('a picture of 20000×30 px becomes ') as string,
    });
  });

  it('stops an item that outgrows the memory limit, names both numbers, and serves the next', async () => {
    const inference = start({ memoryLimitBytes: 600 * 2 ** 20 });
    const outcomes = await Promise.allSettled([
      inference.predict(order('mean')),
      inference.predict(order('hungry')),
      inference.predict(order('mean')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((outcomes[1] as PromiseRejectedResult).reason).toMatchObject({
      tag: 'OutOfMemory',
      message: expect.stringMatching(/\d+ MiB of at most 600 MiB$|an allocation failed/) as string,
    });
  });

  const long = { options: { ...networkDefaults, provider: 'cpu', inputSize: 1400 } } as const;

  it('tries an item that was on the device when the process died once more, then gives it up', async () => {
    const crashes: InferenceCrash[] = [];
    const inference = start({ onCrash: (crash) => crashes.push(crash) });
    let kills = 0;
    const killing = (times: number) => ({
      onStage: (stage: Stage) => {
        if (stage === 'running' && kills++ < times) process.kill(inference.pid!, 'SIGKILL');
      },
    });
    await inference.predict(order('slow', {}, long), killing(1));
    expect(crashes).toEqual([{ reason: 'signal SIGKILL', suspects: 1, givenUp: 0 }]);

    kills = 0;
    const twice = inference.predict(order('slow', {}, long), killing(2)).catch((error: unknown) => error);
    const after = inference.predict(order('mean'));
    expect(await twice).toMatchObject({
      tag: 'InferenceCrashed',
      message: 'the inference process died 2 times while it worked on this item (signal SIGKILL)',
      fields: { attempts: 2, found: 'signal SIGKILL' },
    });
    await after;
    expect(crashes.slice(1).map(({ givenUp }) => givenUp)).toEqual([0, 1]);
  });

  it('cancels a running item by ending the process, and does the others again', async () => {
    const inference = start();
    const abort = new AbortController();
    let pid: number | null = null;
    const cancelled = inference.predict(
      order('slow', {}, { options: { ...long.options, inputSize: 2800 } }),
      {
        signal: abort.signal,
        onStage: (stage) => {
          if (stage !== 'running') return;
          pid = inference.pid;
          abort.abort();
        },
      },
    );
    const other = inference.predict(order('mean'));
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await other;
    await expect.poll(() => inference.pid).not.toBe(pid);
    await inference.predict(order('mean'));
  });

  it('ends after an idle time, and starts again when it is needed', async () => {
    const inference = start({ idleMs: 50 });
    await inference.predict(order('mean'));
    await expect.poll(() => inference.pid).toBeNull();
    await inference.predict(order('mean'));
  });

  it('tells which providers work', async () => {
    const reports = await shared.providers();
    expect(reports.find(({ provider }) => provider === 'cpu')).toMatchObject({ works: true });
    for (const { detail } of reports) expect(detail).not.toBe('');
  });

  it('rejects what is under way when it is closed', async () => {
    const inference = start();
    const under = inference.predict(order('mean')).catch((error: unknown) => error);
    await inference.close();
    expect(await under).toMatchObject({ name: 'AbortError' });
    await expect(inference.describe('x')).rejects.toThrow(
      'the inference process is closed; it does not describe',
    );
  });
});
