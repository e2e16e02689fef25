import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatMethodSpec } from '#domain/methods/formatMethodSpec.ts';
import { completeSgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { encodePfm } from '#formats/pfm.ts';
import { Project } from '#project/Project.ts';
import { expectedScenes } from '#testing/expectedRealData.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { writeTinyNetwork } from '#testing/tinyNetworks.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';

const bin = resolve(import.meta.dirname, '../../bin/fathom.mjs');

interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fathom-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fathom(...args: string[]): Promise<Answer> {
  return new Promise((done) => {
    const env = { ...process.env, FATHOM_HOME: join(folder, 'home') };
    execFile(process.execPath, [bin, ...args], { env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      done({ status, stdout, stderr });
    });
  });
}

async function fathomJson<T>(...args: string[]): Promise<T> {
  const answer = await fathom(...args, '--json');
  expect(answer.stderr, `fathom ${args.join(' ')}`).not.toMatch(/^fathom: /m);
  return JSON.parse(answer.stdout) as T;
}

function hasRunningRun(path: string): boolean {
  const project = Project.open(path, { readOnly: true });
  const isRunning = project.jobs.list().some((job) => job.kind === 'run' && job.state === 'running');
  project.close();
  return isRunning;
}

describe('the command line', () => {
  it('lists its verbs, and only those that are there', async () => {
    const { status, stdout } = await fathom('--help');
    expect(status).toBe(0);
    const verbs = [...stdout.matchAll(/^ {2}([a-z-]+) /gm)]
      .map((m) => m[1])
      .filter((name) => !name?.startsWith('-'));
    expect(verbs.sort()).toEqual(
      [
        'annotations',
        'background',
        'bundle',
        'doctor',
        'compare',
        'convert',
        'evaluate',
        'help',
        'import',
        'import-predictions',
        'models',
        'open',
        'predict',
        'regions',
        'relocate',
        'report',
        'run',
        'serve',
        'stereo',
        'unbundle',
        'verify',
      ].sort(),
    );
  });

  it.each([
    ['an unknown verb', ['frobnicate'], 2, /unknown command/],
    ['a missing argument', ['import'], 2, /missing required argument|required option/],
    [
      'an option that is not a number',
      ['stereo', 'a', 'b', '-o', 'c.pfm', '--block-size', 'five'],
      2,
      /whole number/,
    ],
    [
      'a missing file',
      ['stereo', 'no-left.png', 'no-right.png', '-o', 'x.pfm'],
      2,
      /^fathom: FileMissing: .*no-left\.png/m,
    ],
    [
      'an illegal option',
      ['stereo', 'a.png', 'b.png', '-o', 'x.pfm', '--num-disparities', '0'],
      2,
      /InvalidOption: numDisparities must be a whole number from 1 to 2032; found 0/,
    ],
    ['a missing project', ['verify', 'nowhere.fathom'], 2, /^fathom: FileMissing/m],
  ] as const)('answers %s with its status and a tagged message', async (_name, args, status, message) => {
    const answer = await fathom(...args);
    expect(answer.stderr).toMatch(message);
    expect(answer.status).toBe(status);
    expect(answer.stdout).toBe('');
  });

  it.each([
    ['an unknown verb', ['frobnicate'], "unknown command 'frobnicate'"],
    ['a missing option', ['import', 'somewhere'], "required option '-o, --output <project>' not specified"],
    ['an unknown option', ['verify', 'p.fathom', '--nope'], "unknown option '--nope'"],
    ['no thread', ['run', 'p.fathom', '--method', 'sgbm', '-j', '0'], 'a whole number from 1 to 256'],
    ['a port beyond the last', ['serve', '--port', '70000'], 'a whole number from 0 to 65535'],
  ])('answers %s with one JSON document when asked for it', async (_name, args, message) => {
    const { status, stdout, stderr } = await fathom(...args, '--json');
    expect(status).toBe(2);
    const { error } = JSON.parse(stdout) as { error: { tag: string; message: string } };
    expect(error.tag).toBe('InvalidOption');
    expect(error.message).toContain(message);
    expect(stderr).toMatch(/^fathom: InvalidOption: /);
  });

  it('makes no project for a dataset that is not there, or is a file', async () => {
    const project = join(folder, 'none.fathom');
    for (const [root, found] of [
      [join(folder, 'nowhere'), 'nothing'],
      [import.meta.filename, 'a file'],
    ] as const) {
      const { status, stdout } = await fathom('import', root, '-o', project, '--json');
      expect(status).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject({
        error: { tag: 'FileMissing', fields: { file: root, found } },
      });
      expect(existsSync(project)).toBe(false);
    }
  });

  it('takes another dataset into a project whose first import found nothing', async () => {
    const [project, empty, data] = ['again.fathom', 'empty', 'tiny'].map((name) => join(folder, name));
    mkdirSync(empty!);
    await writeTinyDataset(data!, 1);
    const first = await fathom('import', empty!, '-o', project!, '--json');
    expect(JSON.parse(first.stdout)).toMatchObject({
      error: { tag: 'LayoutUnknown', fields: { file: 'empty', found: '0 files' } },
    });
    expect(first.status).toBe(2);
    const { items } = await fathomJson<{ items: number }>('import', data!, '-o', project!);
    expect(items).toBe(1);
  });

  it('names file, expected and found when a pair or a comparison does not fit', async () => {
    const [small, large] = [
      [3, 2],
      [4, 2],
    ].map(([width, height]) => {
      const file = join(folder, `${width}x${height}.pfm`);
      writeFileSync(file, encodePfm({ width: width!, height: height!, values: new Float32Array(8).fill(1) }));
      return file;
    });
    const { status, stdout } = await fathom('evaluate', small!, large!, '--encoding', 'pixels', '--json');
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { tag: 'SizeMismatch', fields: { file: small, expected: '4×2', found: '3×2' } },
    });
  });

  it('refuses a project file that is not SQLite, with one JSON document on stdout', async () => {
    const file = join(folder, 'text.fathom');
    writeFileSync(
      file,
      'this is no database, only text that is long enough to be read as a header of one'.repeat(4),
    );
    const { status, stdout } = await fathom('verify', file, '--json');
    expect(status).toBe(2);
    const { error } = JSON.parse(stdout) as { error: { tag: string; message: string } };
    expect(error.tag).toBe('BadProject');
    expect(error.message).toContain(file);
    expect(readFileSync(file, 'utf8')).toMatch(/^this is no database/);
  });

  it('judges which of two points is nearer, with and without ground truth', async () => {
    const map = join(folder, 'order.pfm');
    writeFileSync(map, encodePfm({ width: 3, height: 2, values: Float32Array.of(1, 2, 3, 4, 5, 6) }));
    const points = join(folder, 'points.json');
    const pair = (point1: number[], point2: number[]) => ({ point1, point2, closer_point: 'point1' });
    writeFileSync(
      points,
      JSON.stringify({ 'a/x.jpg': [pair([1, 2], [0, 0]), pair([0, 0], [0, 1])], 'a/y.jpg': [] }),
    );
    const order = ['--points', points, '--points-of', 'x.jpg'];
    const alone = await fathomJson<{ readonly pairs: number; readonly metrics: Record<string, number> }>(
      'evaluate',
      map,
      '--encoding',
      'pixels',
      ...order,
    );
    expect(alone).toMatchObject({ pairs: 2, metrics: { ordinalAccuracy: 0.5, whdr: 0.5 } });
    const beside = await fathomJson<{ readonly metrics: Record<string, number> }>(
      'evaluate',
      map,
      map,
      '--encoding',
      'metres',
      ...order,
    );
    expect(beside.metrics).toMatchObject({ ordinalAccuracy: 0.5, mae: 0 });
    const neither = await fathom('evaluate', map, '--encoding', 'pixels');
    expect([neither.status, neither.stderr]).toEqual([2, expect.stringContaining('or --points')]);
  });

  it('evaluates by a protocol, within a mask, aligned and cropped as told', async () => {
    const size = { width: 8, height: 4 };
    const write = (name: string, valueAt: (i: number) => number) => {
      const file = join(folder, name);
      writeFileSync(
        file,
        encodePfm({ ...size, values: Float32Array.from({ length: 32 }, (_, i) => valueAt(i)) }),
      );
      return file;
    };
    const truth = write('truth.pfm', (i) => 2 + i);
    const double = write('double.pfm', (i) => (i < 4 ? 500 : 2 * (2 + i)));
    const later = write('mask.pfm', (i) => (i < 4 ? 0 : 1));
    const evaluate = (...flags: string[]) =>
      fathomJson<{
        recipe: { alignment: string; clip: object };
        alignment: { scale: number };
        metrics: Record<string, number>;
      }>('evaluate', double, truth, '--encoding', 'metres', ...flags);

    const within = await evaluate('--mask', later, '--align', 'median');
    expect(within.alignment.scale).toBe(0.5);
    expect(within.metrics).toMatchObject({ absRel: 0, delta1: 1 });
    const cropped = await evaluate('--crop', '4,0,4,4', '--align', 'scale');
    expect(cropped.metrics.absRel).toBeCloseTo(0, 7);
    const named = await evaluate('--protocol', 'kitti-eigen-garg-median', '--crop', 'none', '--mask', later);
    expect(named.recipe).toMatchObject({ alignment: 'median', clip: { min: 1e-3, max: 80 } });
    expect(named.metrics.absRel).toBe(0);
    const unknown = await fathom('evaluate', double, truth, '--encoding', 'metres', '--protocol', 'none');
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      expect.stringMatching(/^fathom: InvalidOption: no protocol/m),
    ]);
  });

  it('compares two runs, with a status that says whether the second is worse', async () => {
    const data = join(folder, 'compared');
    await writeTinyDataset(data, 2);
    const project = join(folder, 'compared.fathom');
    await fathomJson('import', data, '-o', project);
    const good = 'sgbm:numDisparities=16,blockSize=3';
    await fathomJson('run', project, '--method', good);
    await fathomJson('run', project, '--method', 'block:cost=sad,blockSize=1,numDisparities=16');
    const compare = (a: string, b: string) => fathom('compare', project, a, b, '--metric', 'epe', '--json');
    const worse = await compare('1', '2');
    expect(worse.status).toBe(1);
    expect(JSON.parse(worse.stdout)).toMatchObject({
      methodA: good,
      better: [],
      metric: 'epe',
      warnings: [],
    });
    type Found = { regions: Record<'added' | 'worse', number>; regressions: { severity: number }[] };
    const { regions, regressions } = JSON.parse(worse.stdout) as Found;
    expect(regressions).toHaveLength(regions.added + regions.worse);
    const better = await compare('2', '1');
    expect(better.status).toBe(0);
    expect((JSON.parse(better.stdout) as { better: unknown[] }).better).toHaveLength(2);
    const unknown = await fathom('compare', project, '1', '2', '--metric', 'speed');
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      expect.stringMatching(/InvalidOption: there is no metric speed/),
    ]);
  });

  it('lists the networks of its catalogue, and asks for the licence before a download', async () => {
    const { models } = await fathomJson<{ models: { id: string; state: string }[] }>('models', 'list');
    expect(models.length).toBeGreaterThan(40);
    expect(models.find(({ id }) => id === 'depth-anything-v2-small')?.state).toBe('absent');
    const { status, stderr } = await fathom('models', 'download', 'depth-anything-v2-small');
    expect([status, stderr]).toEqual([2, expect.stringMatching(/licence Apache-2\.0 .* --accept-licence/)]);
    const unknown = await fathom('models', 'download', 'zoedepth-n', '--accept-licence');
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      expect.stringMatching(/^fathom: ModelMissing: .*--like zoedepth-n/m),
    ]);
  });

  it('adds a network from a file, with a manifest read from its shapes', async () => {
    const { graph } = writeTinyNetwork(folder, 'mean');
    const added = await fathomJson<{ state: string; unverified: string[] }>(
      'models',
      'add',
      graph,
      '--id',
      'mine',
    );
    expect(added).toMatchObject({ state: 'ready', quantity: 'inverse-depth:relative' });
    expect(added.unverified).toContain('output.quantity');
    expect(await fathomJson('models', 'verify')).toMatchObject({ ok: true });
    expect(await fathomJson('models', 'remove', 'mine')).toEqual({ removed: 'mine' });
  });

  it('converts a map to any format that is written, every bit of it', async () => {
    const from = join(folder, 'from.pfm');
    const values = Float32Array.of(1.25, NaN, 3e-7, 80.125, 0.5, 7);
    writeFileSync(from, encodePfm({ width: 3, height: 2, values }));
    let input = from;
    for (const name of ['a.exr', 'b.tif', 'c.npy', 'd.pfm']) {
      const output = join(folder, name);
      const answer = await fathomJson('convert', input, output, '--encoding', 'metres');
      expect(answer).toEqual({
        ...{ from: input, to: output, quantity: 'depth:m', shape: [2, 3] },
        ...{ range: [Math.fround(3e-7), 80.125], coverage: 5 / 6 },
      });
      input = output;
    }
    expect(readFileSync(input).equals(readFileSync(from))).toBe(true);
    const { status, stderr } = await fathom('convert', input, join(folder, 'x.jpg'), '--encoding', 'metres');
    expect([status, stderr]).toEqual([2, expect.stringMatching(/written as \.pfm, .* not \.jpg/)]);
  });

  it('says what the machine has', async () => {
    const { checks } = await fathomJson<{ checks: { name: string; ok: boolean }[] }>('doctor');
    const isThere = Object.fromEntries(checks.map((c) => [c.name, c.ok]));
    expect(isThere).toMatchObject({ node: true, 'better-sqlite3': true, sharp: true });
  });
});

describe('the command line on the sample', { timeout: 120_000 }, () => {
  const sample = resolve(import.meta.dirname, '../../resources/examples/roadside-and-table');

  it('judges maps made elsewhere: true depth in metres has no error against the true disparity', async () => {
    const project = join(folder, 'elsewhere.fathom');
    expect(await fathomJson('import', sample, '-o', project)).toMatchObject({
      items: 6,
      rejected: [],
      doubtful: [],
    });
    const maps = join(sample, 'depth');
    const imported = await fathom(
      'import-predictions',
      project,
      maps,
      '--method',
      'truth',
      '--encoding',
      'metres',
      '--json',
    );
    expect(imported.status).toBe(0);
    expect(JSON.parse(imported.stdout)).toMatchObject({ method: 'truth', matched: 6, unmatched: [] });
    const report = join(folder, 'elsewhere.json');
    await fathomJson('report', project, '-o', report);
    const { items } = JSON.parse(readFileSync(report, 'utf8')) as ReportJson;
    for (const { name, metrics } of items) {
      const value = (metric: string): number | null | undefined =>
        metrics.find((m) => m.scope === 'all' && m.name === metric)?.value;
      // The sample stores disparity to 2⁻¹⁵ px and depth to 16 significant bits.
      expect(value('epe'), name).toBeLessThan(2e-3);
      expect(value('d1All'), name).toBe(0);
      expect(value('density'), name).toBe(100);
    }
  });

  it.each(['coco', 'masks'])(
    'exports annotations as %s and takes them over again, pixel for pixel',
    async (format) => {
      const first = join(folder, `${format}-a.fathom`);
      const second = join(folder, `${format}-b.fathom`);
      await fathomJson('import', sample, '-o', first);
      const target = join(folder, `exported-${format}`);
      const exported = await fathomJson<{ shapes: number; files: string[] }>(
        'annotations',
        'export',
        first,
        '--format',
        format,
        '-o',
        target,
      );
      expect(exported.shapes).toBeGreaterThan(10);

      const bare = join(folder, `bare-${format}`);
      cpSync(sample, bare, { recursive: true, filter: (path) => !path.includes(`${sep}masks`) });
      await fathomJson('import', bare, '-o', second);
      const source = format === 'coco' ? exported.files[0]! : target;
      const imported = await fathomJson<{ shapes: number; warnings: string[] }>(
        'annotations',
        'import',
        second,
        source,
        '--format',
        format,
      );
      expect(imported).toMatchObject({ shapes: exported.shapes, warnings: [] });

      const again = join(folder, `again-${format}`);
      const [before, after] = await Promise.all(
        (
          [
            [first, 'before'],
            [second, 'after'],
          ] as const
        ).map(async ([project, name]) => {
          const { files } = await fathomJson<{ files: string[] }>(
            'annotations',
            'export',
            project,
            '--format',
            'masks',
            '-o',
            join(again, name),
          );
          return new Map(files.map((file) => [file.slice(join(again, name).length), readFileSync(file)]));
        }),
      );
      expect([...after!.keys()].sort()).toEqual([...before!.keys()].sort());
      for (const [name, bytes] of before!) expect(after!.get(name)?.equals(bytes), name).toBe(true);
    },
  );
});

const roots: Readonly<Record<string, string>> = {
  kitti2015: 'kitti2015',
  kitti2012: 'kitti2012',
  motorcycle: 'middlebury2014_Motorcycle_Q',
  cones: 'middlebury2003_cones',
  aloe: 'middlebury2006_aloe_full',
  playground: 'eth3d_playground',
  flyingthings: 'flyingthings3d',
};

interface ReportJson {
  readonly items: readonly {
    readonly name: string;
    readonly metrics: readonly { scope: string; name: string; value: number | null }[];
  }[];
}

describe.skipIf(!hasSharedData)('the command line on real samples', { timeout: 300_000 }, () => {
  it.each(Object.keys(roots))(
    'imports, runs and reports %s with the figures of OpenCV, NumPy and scikit-image',
    async (name) => {
      const scene = expectedScenes[name]!;
      const mode = name === 'kitti2015' ? 'hh' : 'sgbm';
      const { options, evaluations } = scene.runs[mode];
      const method = formatMethodSpec({ kind: 'sgbm', options: completeSgbmOptions(options) });
      const project = join(folder, `${name}.fathom`);
      const report = join(folder, `${name}.json`);
      const html = join(folder, `${name}.html`);

      const imported = await fathomJson<{ items: number; rejected: unknown[] }>(
        'import',
        join(sharedData, 'stereo', roots[name]!),
        '-o',
        project,
      );
      expect(imported).toMatchObject({ items: 1 });
      const { runs } = await fathomJson<{ runs: { done: number; failed: unknown[] }[] }>(
        'run',
        project,
        '--method',
        method,
      );
      expect(runs).toMatchObject([{ done: 1, failed: [] }]);
      const { regions } = await fathomJson<{ regions: { rank: number }[] }>('regions', project);
      expect(regions[0]?.rank).toBe(1);
      await fathomJson('report', project, '-o', report, '-o', html);
      expect(await fathomJson('verify', project)).toEqual({ ok: true, problems: [] });

      const { items } = JSON.parse(readFileSync(report, 'utf8')) as ReportJson;
      const reported = new Map(
        items[0]!.metrics.filter((m) => m.scope === 'all').map((m) => [m.name, m.value] as const),
      );
      const expected = evaluations.find(
        ({ recipe }) =>
          recipe.quantity === 'disparity' && recipe.alignment === 'none' && recipe.mask.maxDepthM === null,
      )!;
      for (const [metric, value] of Object.entries(expected.metrics)) {
        // Depth metrics need calibration, which these samples have only where a file gives it.
        if ((reported.get(metric) ?? null) === null && scene.rigSource !== 'file') continue;
        const tolerance = metric === 'ssim' ? 1e-6 : 1e-9 * Math.max(1, Math.abs(value));
        expect(Math.abs(reported.get(metric)! - value), `${name} ${metric}`).toBeLessThanOrEqual(tolerance);
      }
      expect(readFileSync(html, 'utf8')).toContain(items[0]!.name);
    },
  );

  it('judges KITTI in metres when a calibration is given for all items', async () => {
    const project = join(folder, 'kitti-metres.fathom');
    const calibration = join(sharedData, 'calib/kitti_object_calib_000001.txt');
    await fathomJson('import', join(sharedData, 'stereo/kitti2015'), '-o', project, '--calib', calibration);
    await fathomJson('run', project, '--method', 'sgbm');
    const report = join(folder, 'kitti-metres.json');
    await fathomJson('report', project, '-o', report);
    const { items, rerun } = JSON.parse(readFileSync(report, 'utf8')) as ReportJson & {
      rerun: { commands: string[] };
    };
    expect(items[0]!.metrics.find((m) => m.name === 'absRel')?.value).toBeGreaterThan(0.01);
    expect(rerun.commands[0]).toContain('--calib');
  });

  it('stops within one item on Ctrl-C, and the same command goes on', async () => {
    const project = join(folder, 'interrupted.fathom');
    await fathomJson('import', join(sharedData, 'stereo/middlebury2003_cones'), '-o', project);
    const args = ['run', project, '--method', 'sgbm:numDisparities=64', '--json'];
    const env = { ...process.env, FATHOM_HOME: join(folder, 'home') };
    const child = spawn(process.execPath, [bin, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    let stdout = '';
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    const ended = new Promise<number | null>((done) => child.once('close', done));
    while (!hasRunningRun(project)) await new Promise((tick) => setTimeout(tick, 20));
    process.kill(-child.pid!, 'SIGINT');
    expect(await ended).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ error: { tag: 'Interrupted' } });
    expect(await fathomJson('verify', project)).toEqual({ ok: true, problems: [] });
    const { runs } = await fathomJson<{ runs: { done: number }[] }>(
      'run',
      project,
      '--method',
      'sgbm:numDisparities=64',
    );
    expect(runs).toMatchObject([{ done: 1 }]);
  });
});
