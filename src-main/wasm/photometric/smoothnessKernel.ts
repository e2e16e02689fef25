import {
  type ComputeSmoothness,
  edgeAwareSmoothness,
  meanDisparity,
  overPairs,
} from '#domain/photometric/edgeAwareSmoothness.ts';
import { MemoryLayout } from '../MemoryLayout.ts';
import { loadPhotometricKernels } from './loadPhotometricKernels.ts';

/** The very terms of domain/photometric/edgeAwareSmoothness; their weights are read from a table. */
export const smoothnessKernel: ComputeSmoothness = (disparity, picture) => {
  const mean = meanDisparity(disparity);
  if (!(mean > 0)) return edgeAwareSmoothness(disparity, picture);
  const { width, height } = disparity;
  const { channels, data } = picture;
  const weights = Float64Array.from({ length: 255 * channels + 1 }, (_, sum) =>
    Math.exp(-(sum / (255 * channels))),
  );
  const layout = new MemoryLayout();
  // Of each a row and the one below it.
  const values = layout.reserve(2 * 4 * width);
  const shown = layout.reserve(2 * width * channels);
  const factors = layout.reserve(8 * weights.length);
  const target = layout.reserve(4 * width);
  const totals = layout.reserve(4 * 8);
  const memory = layout.allocate();
  const disparities = new Float32Array(memory.buffer, values, 2 * width);
  const samples = new Uint8Array(memory.buffer, shown, 2 * width * channels);
  const terms = new Float32Array(memory.buffer, target, width);
  new Float64Array(memory.buffer).set(weights, factors / 8);
  const kernels = loadPhotometricKernels(memory);
  const map = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const at = y * width;
    disparities.set(disparity.values.subarray(at, at + 2 * width));
    samples.set(data.subarray(at * channels, (at + 2 * width) * channels));
    const hasBelow = Number(y < height - 1);
    kernels.addSmoothness(values, shown, width, channels, hasBelow, mean + 1e-7, factors, target, totals);
    map.set(terms, at);
  }
  const [across, pairsAcross, down, pairsDown] = new Float64Array(memory.buffer, totals, 4);
  return {
    map: { quantity: 'smoothness', width, height, values: map },
    ...overPairs({ sum: across!, pairs: pairsAcross! }, { sum: down!, pairs: pairsDown! }),
  };
};
