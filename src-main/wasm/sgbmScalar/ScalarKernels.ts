import { readFileSync } from 'node:fs';

/** The settings that the kernels know: exported globals of kernels/settings.ts, which explains them. */
const settingNames = [
  'width',
  'height',
  'channels',
  'minDisparity',
  'disparities',
  'firstX',
  'columns',
  'radius',
  'P1',
  'P2',
  'gradientCap',
  'uniquenessRatio',
  'disp12MaxDiff',
  'threeWayRules',
  'leftPicture',
  'rightPicture',
  'runBytes',
  'slotBytes',
  'lineBytes',
  'pathRowBytes',
  'lines',
  'pixels',
  'alongSlots',
  'rest',
  'rightCosts',
  'rightDisparities',
] as const;

export type ScalarSettings = Readonly<Record<(typeof settingNames)[number], number>>;

/** The kernels, each of which works on one row; arguments are addresses unless they say otherwise. */
export interface ScalarKernels {
  sumRow(y: number, sums: number, addsFirst: number): void;
  addToCosts(costs: number, sums: number, weight: number): void;
  slideCosts(costs: number, above: number, entering: number, leaving: number, addedFirst: number): void;
  clearPaths(rows: number, count: number): void;
  followFour(before: number, here: number, costs: number, sums: number, isUpward: number): void;
  followBack(costs: number, sums: number): void;
  followBefore(before: number, here: number, costs: number, sums: number): void;
  followAlong(costs: number, sums: number): void;
  followThree(before: number, here: number, costs: number, sums: number): void;
  chooseWinners(sums: number, map: number): void;
}

/** What the same sources are compiled for: eight disparities in a vector, or four in a u64 where there are no vectors. */
export type ScalarBuild = 'simd' | 'scalar';

/** The files lie beside this one, and beside the bundle after a build. `npm run wasm` makes them from kernels/. */
export function compileScalarKernels(build: ScalarBuild): WebAssembly.Module {
  const file =
    build === 'simd'
      ? new URL('./sgbmScalarSimd.wasm', import.meta.url)
      : new URL('./sgbmScalar.wasm', import.meta.url);
  return new WebAssembly.Module(readFileSync(file));
}

/** @throws a plain Error where sgbmScalar.wasm is older than the settings */
export function loadScalarKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  settings: ScalarSettings,
): ScalarKernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  for (const name of settingNames) {
    const setting = exports[name];
    if (!(setting instanceof WebAssembly.Global)) {
      throw new Error(`sgbmScalar.wasm lacks ${name}: npm run wasm`);
    }
    setting.value = settings[name];
  }
  return exports as unknown as ScalarKernels;
}
