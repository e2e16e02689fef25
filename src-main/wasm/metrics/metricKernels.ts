import type { EvaluationKernels } from '#domain/evaluation/EvaluationKernels.ts';
import { boundaryKernel } from './boundaryKernel.ts';
import { cloudKernel } from './CloudKernels.ts';
import { edgeKernel } from './edgeKernel.ts';
import { KernelMemory } from './KernelMemory.ts';
import { lossKernel } from './lossKernel.ts';
import { angleKernel, angleSumKernel } from './normalKernels.ts';
import { rankKernel } from './rankKernel.ts';
import { scopeKernel } from './ScopeKernels.ts';
import { ssimKernel } from './SsimKernels.ts';
import { surveyKernel } from './surveyKernel.ts';

/** The kernels of one thread; they share one memory, which is kept between frames. */
export function metricKernels(): EvaluationKernels {
  const memory = new KernelMemory();
  return {
    surveyPair: surveyKernel(memory),
    ssim: ssimKernel(memory),
    sumScope: scopeKernel(memory),
    sumLosses: lossKernel(memory),
    markBoundaries: boundaryKernel(memory),
    findEdges: edgeKernel(memory),
    normalAngles: angleKernel(memory),
    sumAngles: angleSumKernel(memory),
    measureClouds: cloudKernel(memory),
    rankErrors: rankKernel(memory),
  };
}
