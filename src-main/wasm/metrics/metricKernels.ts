import type { EvaluationKernels } from '#domain/evaluation/EvaluationKernels.ts';
import { CloudKernels } from './CloudKernels.ts';
import { KernelMemory } from './KernelMemory.ts';
import { scopeKernel } from './ScopeKernels.ts';
import { SsimKernels } from './SsimKernels.ts';

/** The kernels of one thread; they share one memory, which is kept between frames. */
export function metricKernels(): EvaluationKernels {
  const memory = new KernelMemory();
  return {
    ssim: new SsimKernels().ssim,
    sumScope: scopeKernel(memory),
    findNearest: new CloudKernels().findNearest,
  };
}
