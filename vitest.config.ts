import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte({ configFile: './svelte.config.js' })],
  test: {
    include: ['src-*/**/*.test.ts', 'bin/**/*.test.ts'],
    setupFiles: ['src-main/testing/fixedSeed.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
