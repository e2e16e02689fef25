import { describe, expect, it } from 'vitest';
import { tinyOnnx } from '#testing/tinyOnnx.ts';
import { howToUse } from './howToUse.ts';
import { probeGraph } from './probeGraph.ts';
import { knownProviders, providerOrder } from './providerOrder.ts';
import { isFaultyGraph, isOutOfMemory, runtimeMessage } from './runtimeMessage.ts';

describe('the providers', () => {
  it.each(['linux', 'win32', 'darwin'] as const)(
    'end with the CPU on %s, and WebGPU is not tried unasked',
    (platform) => {
      expect(providerOrder(platform).at(-1)).toBe('cpu');
      expect(providerOrder(platform)).not.toContain('webgpu');
      expect(knownProviders(platform)).toContain('webgpu');
    },
  );

  it('are probed with a graph of one node', () => {
    const nodes = [{ op: 'Add', inputs: ['x', 'x'], outputs: ['y'] }];
    expect(probeGraph).toEqual(tinyOnnx({ nodes, inputs: { x: [4] }, outputs: { y: [4] } }));
  });

  it('come with what to do about one that is missing', () => {
    const detail = 'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library';
    expect(howToUse({ provider: 'cuda', detail }, 'linux')).toMatch(
      /^not installed; needs an NVIDIA GPU .* npm run fetch:cuda/,
    );
    expect(howToUse({ provider: 'webgpu', detail: 'No supported adapters' }, 'linux')).toMatch(
      /^No supported adapters; /,
    );
  });
});

describe('what ONNX Runtime says', () => {
  it('is told on one line, without places in its own source', () => {
    const error = new Error('/onnxruntime_src/a/b.cc:136 x was false.\n Failed to get\n  an adapter ');
    expect(runtimeMessage(error)).toBe('x was false. Failed to get an adapter');
    expect(runtimeMessage(new Error('a'.repeat(900)))).toHaveLength(400);
  });

  it('is a faulty file, too little memory, or a matter of the provider', () => {
    expect(isFaultyGraph(new Error('Load model from x failed:Protobuf parsing failed.'))).toBe(true);
    expect(isFaultyGraph(new Error('Failed to load shared library'))).toBe(false);
    expect(isOutOfMemory(new Error('std::bad_alloc'))).toBe(true);
    expect(isOutOfMemory(new Error('Failed to allocate memory for requested buffer of size 4'))).toBe(true);
  });
});
