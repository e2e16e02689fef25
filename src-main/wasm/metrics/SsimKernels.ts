import {
  type ComputeSsim,
  newSsimMaps,
  type SsimInput,
  type SsimOptions,
  type SsimResult,
} from '#domain/metrics/ssim.ts';
import { planSsim, type SsimPlan } from '#domain/metrics/ssimPlan.ts';
import { mirror } from '#domain/metrics/windowSums.ts';
import type { KernelMemory } from './KernelMemory.ts';
import { SsimMemory } from './SsimMemory.ts';

type Setting =
  | 'width'
  | 'radius'
  | 'centre'
  | 'luminance'
  | 'contrast'
  | 'pixelsPerWeight'
  | 'lostFreedom'
  | 'leastPixels'
  | 'shareOfPixel'
  | 'isUniform'
  | 'loadedRow'
  | keyof SsimMemory['addresses'];
type Exports = Readonly<Record<Setting, WebAssembly.Global>> &
  Readonly<Record<'loadRow' | 'similarityRow', () => void>>;

/**
 * SSIM by WebAssembly SIMD: the very map of domain/metrics/ssim, bit for bit, because both add in the same order; only
 * the mean is added up otherwise (within 1e-12). Rows are passed through, so that it takes a few hundred kilobytes of the
 * memory whatever the size of the frame.
 */
export function ssimKernel(memory: KernelMemory): ComputeSsim {
  return (input, options) => {
    const plan = planSsim(input, options);
    const layout = new SsimMemory(memory, input.width, plan.radius);
    return compute(input, options, { plan, memory: layout, kernels: memory.exports as unknown as Exports });
  };
}

interface Machine {
  readonly plan: SsimPlan;
  readonly memory: SsimMemory;
  readonly kernels: Exports;
}

function compute(input: SsimInput, options: SsimOptions, machine: Machine): SsimResult {
  const { plan, memory, kernels } = machine;
  const { width, height, prediction, groundTruth } = input;
  const { radius } = plan;
  const around = Array.from({ length: 2 * radius + 1 }, (_, k) => k - radius);
  applySettings(input, machine);
  memory.write('weights', plan.weights);
  const { map, coverage } = options.maps ?? newSsimMaps(width * height);
  let sum = 0;
  let pixels = 0;
  let loaded = 0;
  for (let row = 0; row < height; row += 1) {
    options.onRow?.(row);
    for (const needed = Math.min(row + radius, height - 1); loaded <= needed; loaded += 1) {
      const [from, to] = [loaded * width, (loaded + 1) * width];
      memory.write('predictionRow', prediction.subarray(from, to));
      memory.write('truthRow', groundTruth.subarray(from, to));
      kernels.loadedRow.value = memory.slot(loaded);
      kernels.loadRow();
    }
    memory.setWindowRows(around.map((k) => memory.slot(mirror(row + k, height))));
    kernels.similarityRow();
    map.set(memory.read('similarityTarget'), row * width);
    coverage.set(memory.read('coverageTarget'), row * width);
    if (row < radius || row >= height - radius) continue;
    const totals = memory.readTotals();
    sum += totals.sum;
    pixels += totals.pixels;
  }
  return { map, coverage, mean: pixels === 0 ? null : sum / pixels, pixels };
}

function applySettings({ width }: SsimInput, { plan, memory, kernels }: Machine): void {
  const settings: Readonly<Record<Exclude<Setting, 'loadedRow'>, number>> = {
    width,
    radius: plan.radius,
    centre: plan.centre,
    luminance: plan.C1,
    contrast: plan.C2,
    pixelsPerWeight: plan.pixelsPerWeight,
    lostFreedom: plan.lostFreedom,
    leastPixels: plan.leastPixels,
    shareOfPixel: 1 / plan.area,
    isUniform: plan.weights.every((weight) => weight === 1) ? 1 : 0,
    ...memory.addresses,
  };
  for (const [name, value] of Object.entries(settings)) {
    const global = kernels[name as Setting];
    if (!(global instanceof WebAssembly.Global)) throw new Error(`metrics.wasm lacks ${name}: npm run wasm`);
    global.value = value;
  }
}
