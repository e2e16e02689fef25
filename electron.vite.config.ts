import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { wasmModules } from './src-main/wasm/wasmModules.ts';

const root = import.meta.dirname;

/** Puts a file that is read at run time, not imported, beside the code that reads it. */
function besideBundle(file: string) {
  return {
    name: 'beside-bundle',
    generateBundle(this: { emitFile(asset: object): string }) {
      this.emitFile({ type: 'asset', fileName: basename(file), source: readFileSync(resolve(root, file)) });
    },
  };
}

/** Three builds. Main's inputs are flat, so that a worker's file is found beside its caller's (see workerUrl.ts). */
export default defineConfig({
  main: {
    plugins: wasmModules.map(({ folder, name }) => besideBundle(`src-main/wasm/${folder}/${name}.wasm`)),
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          index: resolve(root, 'src-main/index.ts'),
          cli: resolve(root, 'src-main/cli/main.ts'),
          'inference.child': resolve(root, 'src-main/inference/inference.child.ts'),
          'device.worker': resolve(root, 'src-main/inference/device.worker.ts'),
          'pictures.worker': resolve(root, 'src-main/inference/pictures.worker.ts'),
          'compute.worker': resolve(root, 'src-main/compute/pool/compute.worker.ts'),
          'scoring.worker': resolve(root, 'src-main/jobs/scoring.worker.ts'),
          'scan.worker': resolve(root, 'src-main/jobs/scan.worker.ts'),
          'doctor.worker': resolve(root, 'src-main/jobs/doctor/doctor.worker.ts'),
          'summary.worker': resolve(root, 'src-main/jobs/summary.worker.ts'),
          'sweepHelper.worker': resolve(root, 'src-main/wasm/sgbm/sweepHelper.worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve(root, 'src-preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [svelte({ configFile: resolve(root, 'svelte.config.js') })],
    build: {
      outDir: resolve(root, 'out/renderer'),
      rollupOptions: { input: resolve(root, 'src-renderer/index.html') },
    },
  },
});
