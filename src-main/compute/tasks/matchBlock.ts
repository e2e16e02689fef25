import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import { matchBlock } from '#domain/stereo/block/matchBlock.ts';
import { windowKernels } from '#wasm/matchers/windowKernels.ts';
import type { MatchBlockInput, MatchBlockOutput } from './matchBlock.task.ts';
import type { TaskWork } from './Task.ts';

/**
 * The work of the matchBlock task: local block matching in grey, see domain/stereo/block/matchBlock.ts, on kernels.
 * @throws SizeMismatch, InvalidOption, AbortError
 */
export const matchBlockWork: TaskWork<MatchBlockInput, MatchBlockOutput> = (
  { left, right, options },
  context,
) => {
  const start = performance.now();
  const [a, b] = [greyFromRgb(left), greyFromRgb(right)];
  const disparity = matchBlock(a, b, options, context, undefined, windowKernels);
  return { disparity, elapsedMs: performance.now() - start };
};
