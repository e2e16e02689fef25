import type { Picture } from '#domain/rasters/Raster.ts';
import { smoothingRounds, strengthAfter } from '#domain/stereo/filters/fastGlobalSmooth.ts';
import { smoothByEdges, type SmoothByEdges } from '#domain/stereo/filters/smoothByEdges.ts';
import { MemoryLayout } from '../MemoryLayout.ts';
import { loadFilterKernels } from './loadFilterKernels.ts';

/** As kernels/smoothing.ts. */
const stripColumns = 32;
/** Beyond this the readable code works, whose arrays are separate. */
const mostBytes = 2 ** 31;

/** The very values of domain/stereo/filters/smoothByEdges. Takes about 32 bytes per pixel. */
export const smoothingKernel: SmoothByEdges = (disparity, guide, options) => {
  const { width, height, values } = disparity;
  const { channels } = guide;
  const stride = width + (width % 2);
  // An odd number of rows is made even; and a row of zeros lies before the weights of columns.
  const cells = stride * (height + 1);
  const table = weightTable(channels, options.sigmaColor);
  const layout = new MemoryLayout();
  const planes = layout.reserve(16 * cells);
  const alongRows = layout.reserve(4 * cells);
  const alongColumns = layout.reserve(4 * cells) + 4 * stride;
  const picture = layout.reserve(guide.data.length);
  const map = layout.reserve(4 * width * height);
  const weights = layout.reserve(4 * table.length);
  const carried = layout.reserve(Math.max(16 * width, 8 * stripColumns * (height + 1)));
  if (layout.bytes > mostBytes) return smoothByEdges(disparity, guide, options);

  const memory = layout.allocate();
  const kernels = loadFilterKernels(memory);
  const shown = new Float32Array(memory.buffer, map, width * height);
  shown.set(values);
  new Uint8Array(memory.buffer).set(guide.data, picture);
  new Float32Array(memory.buffer).set(table, weights / 4);

  const pictureRow = width * channels;
  const weigh = (from: number, to: number, count: number, target: number) =>
    kernels.weighNeighbours(from, to, count, channels, weights, table.length - 1, target);
  for (let y = 0; y < height; y++) {
    const row = picture + y * pictureRow;
    kernels.placeDisparity(map + 4 * y * width, width, planes + 16 * y * stride);
    weigh(row, row + channels, width - 1, alongRows + 4 * y * stride);
    if (y < height - 1) weigh(row, row + pictureRow, width, alongColumns + 4 * y * stride);
  }
  for (let round = 0; round < smoothingRounds; round++) {
    const strength = strengthAfter(round, options.lambda);
    kernels.solveRows(planes, alongRows, width, height, stride, strength, carried);
    kernels.solveColumns(planes, alongColumns, height, stride, strength, carried);
  }
  for (let y = 0; y < height; y++) {
    kernels.divideByConfidence(planes + 16 * y * stride, width, map + 4 * y * width);
  }
  return { ...disparity, values: shown.slice() };
};

/** Weights by the sum of squared differences of all channels, as far as float32 knows them from 0. */
function weightTable(channels: Picture['channels'], sigmaColor: number): Float32Array {
  const table = new Float32Array(channels * 255 ** 2 + 1);
  for (let squares = 0; squares < table.length; squares++) {
    table[squares] = Math.exp(-Math.sqrt(squares) / sigmaColor);
    if (table[squares] === 0) return table.subarray(0, squares + 1);
  }
  return table;
}
