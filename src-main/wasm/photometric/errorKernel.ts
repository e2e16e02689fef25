import { type ComputePhotometricError, mirrored } from '#domain/photometric/photometricError.ts';
import { MemoryLayout } from '../MemoryLayout.ts';
import { loadPhotometricKernels } from './loadPhotometricKernels.ts';

/** Runs of a loaded row, as kernels/resemblance.ts. */
const runs = 8;

/**
 * The very errors and means of domain/photometric/photometricError. Rows are passed through, so that it takes a few
 * hundred kilobytes whatever the height.
 */
export const errorKernel: ComputePhotometricError = (picture, warped, onRow) => {
  const { width, height, channels } = picture;
  const rowBytes = 8 * (width + 2);
  const rowSamples = width * channels;
  const layout = new MemoryLayout();
  const levels = layout.reserve(8 * 256);
  const samples = layout.reserve(3 * 8 * (width + 4));
  const loaded = layout.reserve(channels * 3 * runs * rowBytes);
  const pictureRow = layout.reserve(rowSamples);
  const warpedRow = layout.reserve(4 * rowSamples);
  const errorRow = layout.reserve(4 * width);
  const totals = layout.reserve(2 * 8);
  const memory = layout.allocate();
  const kernels = loadPhotometricKernels(memory);
  new Float64Array(memory.buffer, levels, 256).set(Array.from({ length: 256 }, (_, level) => level / 255));
  const shown = new Uint8Array(memory.buffer, pictureRow, rowSamples);
  const reconstructed = new Float32Array(memory.buffer, warpedRow, rowSamples);
  const errors = new Float32Array(memory.buffer, errorRow, width);
  const values = new Float32Array(width * height);
  const place = (y: number, c: number) => loaded + (c * 3 + (y % 3)) * runs * rowBytes;

  let next = 0;
  let pixels = 0;
  for (let y = 0; y < height; y++) {
    onRow?.(y);
    for (; next <= Math.min(y + 1, height - 1); next++) load(next);
    errors.fill(NaN);
    for (let c = 0; c < channels; c++) {
      const rows = [-1, 0, 1].map((k) => place(mirrored(y + k, height), c));
      kernels.addErrors(...rows, rowBytes, width, 1 / channels, errorRow, totals);
    }
    values.set(errors, y * width);
    for (const error of errors) if (!Number.isNaN(error)) pixels += 1;
  }
  const [ssim, absolute] = new Float64Array(memory.buffer, totals, 2);
  const mean = (sum: number) => (pixels === 0 ? null : sum / (pixels * channels));
  return {
    map: { quantity: 'photometric', width, height, values },
    meanSsim: mean(ssim!),
    meanAbsolute: mean(absolute!),
  };

  function load(y: number): void {
    shown.set(picture.data.subarray(y * rowSamples, (y + 1) * rowSamples));
    reconstructed.set(warped.values.subarray(y * rowSamples, (y + 1) * rowSamples));
    for (let c = 0; c < channels; c++) {
      const [from, against] = [pictureRow + c, warpedRow + 4 * c];
      kernels.loadRow(from, against, width, channels, levels, samples, place(y, c), rowBytes);
    }
  }
};
