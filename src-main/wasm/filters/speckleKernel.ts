import type { WithoutSpeckles } from '#domain/stereo/filters/withoutSpeckles.ts';
import { MemoryLayout } from '../MemoryLayout.ts';
import { loadFilterKernels } from './loadFilterKernels.ts';

/** What domain/stereo/filters/withoutSpeckles leaves, in time that does not depend on the areas' shapes. */
export const speckleKernel: WithoutSpeckles = (disparity, { maxArea, maxStep }) => {
  const { width, height } = disparity;
  const pixels = width * height;
  const layout = new MemoryLayout();
  const values = layout.reserve(4 * pixels);
  const runs = layout.reserve(16 * pixels);
  const memory = layout.allocate();
  const map = new Float32Array(memory.buffer, values, pixels);
  map.set(disparity.values);
  loadFilterKernels(memory).removeSpeckles(values, width, height, maxArea, maxStep, runs);
  return { ...disparity, values: map.slice() };
};
