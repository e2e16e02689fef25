import type { Provider, ProviderReport } from './protocol.ts';

/** What a person can do to get a provider going that does not work yet. */
export function howToUse(
  { provider, detail }: Pick<ProviderReport, 'provider' | 'detail'>,
  platform: NodeJS.Platform,
): string {
  const isMissing = /shared library|backend not found/i.test(detail);
  const hints: Partial<Record<Provider, string>> = {
    cuda:
      platform === 'linux'
        ? 'needs an NVIDIA GPU with its driver (nvidia-smi shows it), CUDA 12 and cuDNN 9; then npm run fetch:cuda once, online'
        : 'is there on Linux; on Windows the same GPU is used through dml',
    tensorrt: 'needs what cuda needs, and TensorRT 10; its first run builds an engine for minutes',
    dml: 'needs Windows 10 or newer with a DirectX 12 GPU and its driver',
    coreml: 'needs macOS on Apple silicon or a Mac with a supported GPU',
    webgpu:
      platform === 'linux'
        ? 'needs a GPU with a Vulkan driver (vulkaninfo shows it; Debian: libvulkan1, mesa-vulkan-drivers); it is used only when asked for, because on a software driver it is far slower than the CPU'
        : 'needs a GPU that WebGPU supports; it is used only when asked for',
  };
  const hint = hints[provider];
  const reason = isMissing ? 'not installed' : detail;
  return hint === undefined ? reason : `${reason}; ${hint}`;
}
