/* The graphics card's picture against the CPU's: colour maps, conversions, clouds, and what is left after disposal. */
import { convertRaster } from '#domain/camera/convertRaster.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { unproject } from '#domain/camera/unproject.ts';
import { colorTable, type ColorMapName } from '#domain/colormap/colorTables.ts';
import { colorIndex, colourise } from '#domain/colormap/colourise.ts';
import { invalidHatch } from '#domain/colormap/invalidHatch.ts';
import { warpFromRight } from '#domain/photometric/warpFromRight.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { expect, test } from '@playwright/test';
import { resolve } from 'node:path';
import { build, type Rolldown } from 'vite';
import type { MapRequest, PlainRaster } from './pages/gfxPage.ts';

const address = 'http://gfx.test/';
const rig: StereoRig = {
  focalPx: 60,
  cxPx: 31.5,
  cyPx: 15.5,
  baselineM: 0.2,
  doffsPx: 3,
  width: 64,
  height: 32,
};
let script = '';

test.beforeAll(async () => {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      rollupOptions: { input: resolve(import.meta.dirname, 'pages/gfxPage.ts') },
    },
  })) as Rolldown.RolldownOutput;
  script = built.output[0].code;
});

test.beforeEach(async ({ page }) => {
  await page.route(`${address}**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><title>gfx</title><link rel="icon" href="data:,"><script type="module" src="/gfx.js"></script>',
        }),
  );
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(address);
  await page.waitForFunction(() => 'gfx' in window);
});

/** Disparities from below to above the range, with every fifth pixel invalid. */
function ramp(): PlainRaster {
  const { width, height } = rig;
  const values = Array.from({ length: width * height }, (_, i) =>
    i % 5 === 4 ? null : -4 + (i / 2048) * 48,
  );
  return { quantity: 'disparity:px', width, height, values };
}

const rasterOf = (plain: PlainRaster): Raster => ({
  ...plain,
  values: Float32Array.from(plain.values, (value) => value ?? NaN),
});

function requestOf(part: Partial<MapRequest>): MapRequest {
  const plain = { raster: ramp(), map: 'turbo', min: 0, max: 40, reversed: false } as const;
  return { ...plain, isAbsolute: false, shownQuantity: 'disparity:px', rig: null, zoom: 1, ...part };
}

/** Equal, or off by one entry of the table where float32 and float64 round a tie differently (at most 1 % of pixels). */
function expectTwin(pixels: readonly number[], raster: Raster, request: MapRequest): void {
  const expected = colourise(raster, request);
  const table = colorTable(request.map);
  expect(pixels).toHaveLength(expected.length);
  let offByOne = 0;
  for (let i = 0; i < raster.values.length; i += 1) {
    const found = pixels.slice(4 * i, 4 * i + 4).join(' ');
    if (found === expected.slice(4 * i, 4 * i + 4).join(' ')) continue;
    const entry = colorIndex(raster.values[i]!, request);
    const neighbours = [entry - 1, entry + 1].map((n) => `${table.slice(3 * n, 3 * n + 3).join(' ')} 255`);
    expect(neighbours, `pixel ${i}, value ${raster.values[i]}`).toContain(found);
    offByOne += 1;
  }
  expect(offByOne).toBeLessThanOrEqual(raster.values.length * 0.01);
}

const maps: readonly ColorMapName[] = [
  'turbo',
  'inferno',
  'viridis',
  'spectral',
  'grey',
  'magma',
  'blue-red',
  'visibility',
];

test('the shader colours like the CPU, in every map and both directions', async ({ page }) => {
  for (const map of maps) {
    for (const reversed of [false, true]) {
      const request = requestOf({ map, reversed });
      const { pixels, memory } = await page.evaluate((r) => window.gfx.drawMap(r), request);
      expectTwin(pixels, rasterOf(request.raster), request);
      expect(memory).toEqual({ geometries: 0, textures: 0 });
    }
  }
});

for (const to of ['depth', 'inverse-depth'] as const) {
  test(`the shader converts disparity to ${to} like the CPU, with doffs`, async ({ page }) => {
    const converted = convertRaster(rasterOf(ramp()), to, rig);
    const range = to === 'depth' ? { min: 0.2, max: 8 } : { min: 0, max: 3 };
    const request = requestOf({ ...range, shownQuantity: converted.quantity, rig, reversed: to === 'depth' });
    const { pixels } = await page.evaluate((r) => window.gfx.drawMap(r), request);
    expectTwin(pixels, converted, request);
  });
}

test('an absolute map shows the magnitude', async ({ page }) => {
  const request = requestOf({ isAbsolute: true });
  const raster = rasterOf(request.raster);
  const magnitude = { ...raster, values: raster.values.map(Math.abs) };
  const { pixels } = await page.evaluate((r) => window.gfx.drawMap(r), request);
  expectTwin(pixels, magnitude, request);
});

test('an enlarged pixel has one colour, and the hatch keeps the size of the screen', async ({ page }) => {
  const raster: PlainRaster = { quantity: 'depth:m', width: 2, height: 1, values: [1, null] };
  const request = requestOf({ raster, shownQuantity: 'depth:m', min: 0, max: 2, zoom: 16 });
  const { pixels } = await page.evaluate((r) => window.gfx.drawMap(r), request);
  const color = (x: number, y: number) => pixels.slice(4 * (y * 32 + x), 4 * (y * 32 + x) + 3);
  expect(color(0, 0)).toEqual(color(15, 15));
  const row = Array.from({ length: 16 }, (_, i) => color(16 + i, 0).join(' '));
  expect(row.filter((c) => c === invalidHatch.stripe.join(' '))).toHaveLength(6);
  expect(row.filter((c) => c === invalidHatch.ground.join(' '))).toHaveLength(10);
});

test('a reduced map keeps lonely values instead of mixing them away', async ({ page }) => {
  const values = Array.from({ length: 64 * 32 }, (_, i) =>
    i % 64 === 9 && Math.floor(i / 64) === 9 ? 40 : null,
  );
  const raster: PlainRaster = { quantity: 'disparity:px', width: 64, height: 32, values };
  const { pixels } = await page.evaluate((r) => window.gfx.drawMap(r), requestOf({ raster, zoom: 0.25 }));
  const last = colorTable('turbo').slice(-3).join(' ');
  const shown = Array.from({ length: 16 * 8 }, (_, i) => pixels.slice(4 * i, 4 * i + 3).join(' '));
  expect(shown.filter((color) => color === last).length).toBeGreaterThan(0);
});

test('a picture is shown as it is', async ({ page }) => {
  const data = Array.from({ length: 3 * 20 * 10 }, (_, i) => (i * 7) % 256);
  const { pixels, memory } = await page.evaluate(
    (d) => window.gfx.drawPicture({ width: 20, height: 10, channels: 3, data: d }),
    data,
  );
  expect(pixels.filter((_, i) => i % 4 !== 3)).toEqual(data);
  expect(memory).toEqual({ geometries: 0, textures: 0 });
});

for (const kind of ['disparity', 'depth'] as const) {
  test(`the shader warps the right picture by ${kind} like the CPU`, async ({ page }) => {
    const { width, height } = rig;
    const data = Array.from({ length: 3 * width * height }, (_, i) => (i * i + 31 * i) % 256);
    const disparity = rasterOf(ramp()) as Raster<'disparity:px'>;
    const map = convertRaster(disparity, kind, rig);
    const plain = { ...map, values: Array.from(map.values, (value) => (Number.isNaN(value) ? null : value)) };
    const right = { width, height, channels: 3, data } as const;
    const { pixels, memory } = await page.evaluate(([p, m, r]) => window.gfx.drawWarp(p, m, r), [
      right,
      plain,
      rig,
    ] as const);
    const back = convertRaster(map, 'disparity', rig);
    const { values } = warpFromRight({ ...right, data: Uint8Array.from(data) }, back);
    let reconstructed = 0;
    for (let i = 0; i < width * height; i += 1) {
      const found = pixels.slice(4 * i, 4 * i + 3);
      if (Number.isNaN(values[3 * i]!)) {
        expect([invalidHatch.stripe.join(' '), invalidHatch.ground.join(' ')]).toContain(found.join(' '));
        continue;
      }
      reconstructed += 1;
      // Half a grey level of rounding, and float32 against float64 in the place that is read.
      for (let c = 0; c < 3; c += 1) {
        expect(Math.abs(found[c]! - 255 * values[3 * i + c]!), `pixel ${i}`).toBeLessThan(0.6);
      }
    }
    expect(reconstructed).toBeGreaterThan(500);
    expect(memory).toEqual({ geometries: 0, textures: 0 });
  });
}

test('a lost graphics context comes back with the same picture', async ({ page }) => {
  const request = requestOf({});
  const before = await page.evaluate((r) => window.gfx.drawMap(r), request);
  const after = await page.evaluate((r) => window.gfx.drawMapAfterLoss(r), request);
  expect(after.told).toEqual([true, false]);
  expect(after.pixels).toEqual(before.pixels);
});

/** A few disparities in an empty map. */
const seen = [
  { u: 11, v: 4, disparity: 1.9 },
  { u: 31, v: 15, disparity: 0 },
  { u: 50, v: 28, disparity: 1.5 },
  { u: 34, v: 20, disparity: 2.5 },
];

function sparse(): PlainRaster {
  const values: (number | null)[] = Array.from({ length: rig.width * rig.height }, () => null);
  for (const { u, v, disparity } of seen) values[v * rig.width + u] = disparity;
  return { quantity: 'disparity:px', width: rig.width, height: rig.height, values };
}

for (const from of ['front', 'above'] as const) {
  test(`points lie where domain/camera/unproject puts them, seen from ${from}`, async ({ page }) => {
    const lit = await page.evaluate(([r, g, f]) => window.gfx.drawCloud(r, g, f), [
      sparse(),
      rig,
      from,
    ] as const);
    const expected = seen.map(({ u, v, disparity }) => {
      const depthM = (rig.focalPx * rig.baselineM!) / (disparity + rig.doffsPx);
      const [x, y, z] = unproject(u, v, depthM, rig);
      const down = from === 'front' ? y : 4 - z;
      return `${Math.floor(100 + 50 * x)},${Math.floor(100 + 50 * down)}`;
    });
    expect([...lit].sort()).toEqual(expected.sort());
  });
}

test('a cloud view leaves nothing in graphics memory', async ({ page }) => {
  const memory = await page.evaluate(([r, g]) => window.gfx.disposeCloud(r, g), [ramp(), rig] as const);
  expect(memory).toEqual({ geometries: 0, textures: 0 });
});
