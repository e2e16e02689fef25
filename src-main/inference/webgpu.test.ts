import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { networkDefaults, type NetworkProvider } from '#domain/methods/NetworkOptions.ts';
import { encodePngSamples } from '#formats/sharpImage.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { writeTinyNetwork } from '#testing/tinyNetworks.ts';
import { InferenceProcess } from './InferenceProcess.ts';

/** Debian's Chromium brings a Vulkan driver in software: enough to see that the provider works, and far too slow to use. */
const chromium = '/usr/lib/chromium';
const icd = join(chromium, 'vk_swiftshader_icd.json');
const hasSwiftShader = existsSync(icd) && existsSync(join(chromium, 'libvulkan.so.1'));

describe.skipIf(!hasSwiftShader)('the WebGPU provider on software Vulkan', () => {
  it(
    'gives the CPU’s map when it is asked for, and is not chosen by itself',
    { timeout: 120_000 },
    async () => {
      vi.stubEnv('LD_LIBRARY_PATH', chromium);
      vi.stubEnv('VK_DRIVER_FILES', icd);
      const inference = new InferenceProcess({ threads: 1 });
      onTestFinished(async () => {
        vi.unstubAllEnvs();
        await inference.close();
      });
      const folder = await temporaryFolder();
      const left = join(folder, 'picture.png');
      const data = Uint8Array.from({ length: 40 * 20 * 3 }, (_, i) => (i * 13) % 256);
      writeFileSync(left, await encodePngSamples({ width: 40, height: 20, channels: 3, data }));
      const model = writeTinyNetwork(folder, 'slow');
      const predict = (provider: NetworkProvider) =>
        inference.predict({
          ...{ model, left, right: null, focalPx: null },
          options: { ...networkDefaults, provider },
        });
      const [webgpu, cpu, auto] = [await predict('webgpu'), await predict('cpu'), await predict('auto')];
      expect([webgpu.provider, cpu.provider, auto.provider]).toEqual(['webgpu', 'cpu', 'cpu']);
      const span = Math.max(...cpu.map.values) - Math.min(...cpu.map.values);
      const most = webgpu.map.values.reduce((m, v, i) => Math.max(m, Math.abs(v - cpu.map.values[i]!)), 0);
      expect(most / span).toBeLessThan(1e-3);
    },
  );
});
