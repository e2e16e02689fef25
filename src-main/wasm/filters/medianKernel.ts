import type { MedianOfValid } from '#domain/stereo/filters/medianOfValid.ts';
import { MemoryLayout } from '../MemoryLayout.ts';
import { loadFilterKernels } from './loadFilterKernels.ts';

/** The very medians of domain/stereo/filters/medianOfValid, four pixels at a time. */
export const medianKernel: MedianOfValid = (raster, window) => {
  const { width, height, values } = raster;
  const radius = window >> 1;
  const stride = width + 2 * radius;
  const rows = height + 2 * radius;
  const layout = new MemoryLayout();
  const padded = layout.reserve(4 * stride * rows);
  const target = layout.reserve(4 * width * height);
  const scratch = layout.reserve(16 * window * window);
  const memory = layout.allocate();
  const bordered = new Float32Array(memory.buffer, padded, stride * rows).fill(NaN);
  for (let y = 0; y < height; y++) {
    bordered.set(values.subarray(y * width, (y + 1) * width), (y + radius) * stride + radius);
  }
  loadFilterKernels(memory).medianOfValid(padded, width, height, radius, scratch, target);
  return { ...raster, values: new Float32Array(memory.buffer, target, width * height).slice() };
};
