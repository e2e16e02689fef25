import type { Provider } from './protocol.ts';

/**
 * The providers that `auto` tries on a platform, best first. TensorRT stands behind CUDA because it builds an engine for
 * minutes before the first result. WebGPU is not among them: where no GPU is, it runs on a software driver (SwiftShader,
 * llvmpipe) without saying so, about 1000 times slower than the CPU; it is used when it is asked for by name.
 */
export function providerOrder(platform: NodeJS.Platform): readonly Provider[] {
  if (platform === 'win32') return ['cuda', 'tensorrt', 'dml', 'cpu'];
  if (platform === 'darwin') return ['coreml', 'cpu'];
  return ['cuda', 'tensorrt', 'cpu'];
}

/** All that this platform's build of ONNX Runtime may have. */
export function knownProviders(platform: NodeJS.Platform): readonly Provider[] {
  const auto = providerOrder(platform).filter((provider) => provider !== 'cpu');
  return [...auto, 'webgpu', 'cpu'];
}
