import { readFileSync } from 'node:fs';
import type { KernelName, KernelSetting, ThreadPlan } from './KernelSettings.ts';
import { kernelSettingNames } from './KernelSettings.ts';

/** The kernels of one thread, bound to a linear memory. */
export interface Kernels {
  /**
   * Does a thread's part of a frame.
   * @throws whatever the host's functions throw; a RuntimeError for a bug in a kernel
   */
  execute(plan: ThreadPlan): void;
}

/** What the kernels call in the thread that runs them. */
export interface KernelHost {
  /** After every swept row of the thread's tile. */
  readonly rowDone: () => void;
  /** Before every sleep while waiting for another thread; at most some milliseconds apart. */
  readonly waiting: () => void;
  /** After every row with winners, where wanted: its row of the map, and the address of its sums, i16. */
  readonly rowSummed: (y: number, address: number) => void;
}

type Exports = Readonly<Record<KernelSetting, WebAssembly.Global>> & Readonly<Record<KernelName, () => void>>;

/** sgbm.wasm lies beside this file, and beside the bundle after a build. `npm run wasm` makes it from kernels/. */
export function compileKernels(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL('./sgbm.wasm', import.meta.url)));
}

/** @throws a plain Error where sgbm.wasm is older than the settings */
export function loadKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  host: KernelHost,
): Kernels {
  const instance = new WebAssembly.Instance(module, { env: { memory }, host: { ...host } });
  const missing = kernelSettingNames.filter(
    (name) => !(instance.exports[name] instanceof WebAssembly.Global),
  );
  if (missing.length > 0) throw new Error(`sgbm.wasm lacks ${missing.join(', ')}: npm run wasm`);
  const exports = instance.exports as unknown as Exports;
  return {
    execute(plan) {
      for (const { run, settings } of plan) {
        for (const [name, value] of Object.entries(settings)) exports[name as KernelSetting].value = value;
        exports[run]();
      }
    },
  };
}
