import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import { matchBlock } from '#domain/stereo/block/matchBlock.ts';
import type { MatchBlockInput, MatchBlockOutput } from './matchBlock.task.ts';
import type { TaskWork } from './Task.ts';

/**
 * The work of the matchBlock task: local block matching in grey, see domain/stereo/block/matchBlock.ts.
 * @throws SizeMismatch, InvalidOption, AbortError
 */
export const matchBlockWork: TaskWork<MatchBlockInput, MatchBlockOutput> = (
  { left, right, options },
  context,
) => {
  const start = performance.now();
  const disparity = matchBlock(greyFromRgb(left), greyFromRgb(right), options, context);
  return { disparity, elapsedMs: performance.now() - start };
};
