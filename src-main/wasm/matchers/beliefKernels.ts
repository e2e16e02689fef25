import type { DataCosts, Messages, Smoothness } from '#domain/stereo/global/BeliefGrid.ts';
import type { BeliefRows, MakeBeliefMemory } from '#domain/stereo/global/BeliefMemory.ts';
import { MessagePassing } from '#domain/stereo/global/MessagePassing.ts';
import { loadMatcherKernels } from './loadMatcherKernels.ts';

const pageBytes = 65_536;
const lineBytes = 64;
/** Labels go by sixteen. */
const lanes = 16;
/** What a node has heard, of its costs and four messages, must fit int16. */
const mostCost = 32_767 - 4 * 255;
/** Numbers of disparities are below 2048: two rows of int16, two ramps, and the silence beyond the border. */
const scratchBytes = 4 * 2048 + 2 * lanes + lineBytes;

/**
 * Belief propagation by WebAssembly SIMD: the very messages of domain/stereo/global/MessagePassing. That one passes them
 * itself where the number of disparities is no multiple of 16, and on the topmost levels of a high pyramid, whose costs
 * need more than 16 bits. All arrays of a match lie in one memory, which goes with it.
 */
export const beliefKernels: MakeBeliefMemory = (bytes) => {
  const total = bytes + scratchBytes + 2048 + 3 * lineBytes;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(total / pageBytes) });
  const kernels = loadMatcherKernels(memory);
  let end = 0;
  const reserve = (count: number): number => {
    end = Math.ceil(end / lineBytes) * lineBytes;
    const address = end;
    end += count;
    return address;
  };
  const scratch = reserve(scratchBytes);
  const silence = reserve(2048);

  return {
    bytes: (length) => new Uint8Array(memory.buffer, reserve(length), length),
    words: (length) => new Uint16Array(memory.buffer, reserve(2 * length), length),
    passing(data: DataCosts, messages: Messages, smoothness: Smoothness): BeliefRows {
      const readable = new MessagePassing(data, messages, smoothness);
      if (data.labels % lanes !== 0 || dearest(data.values) > mostCost) return readable;
      const { columns, rows, labels, values } = data;
      const { up, down, left, right } = messages;
      const grid = [columns, rows, labels, values.byteOffset, Number(values instanceof Uint16Array)];
      const said = [up, down, left, right].map(({ byteOffset }) => byteOffset);
      const way = [silence, scratch, smoothness.slope, smoothness.most];
      return {
        sendRow: (y, parity) => kernels.sendRow(y, parity, ...grid, ...said, ...way),
        beliefs: (y, beliefs) => readable.beliefs(y, beliefs),
      };
    },
  };
};

function dearest(values: DataCosts['values']): number {
  if (values instanceof Uint8Array) return 255;
  let most = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > most) most = values[i]!;
  return most;
}
