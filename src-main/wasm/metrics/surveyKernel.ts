import type { SurveyPair } from '#domain/evaluation/surveyPair.ts';
import type { KernelMemory } from './KernelMemory.ts';

/** Pixels that pass through at a time: they stay in the cache. */
const chunkPixels = 8192;

/** The counts and bounds of domain/evaluation/surveyPair by WebAssembly SIMD. */
export function surveyKernel(memory: KernelMemory): SurveyPair {
  return ({ groundTruth, prediction }) => {
    memory.clear();
    const reserve = () => memory.reserve(8 * (chunkPixels + 2));
    const [truth, predicted, sums] = [reserve(), reserve(), memory.reserve(32)];
    memory.doubles(sums, 4).set([0, 0, Infinity, -Infinity]);
    for (let from = 0; from < groundTruth.length; from += chunkPixels) {
      const count = Math.min(chunkPixels, groundTruth.length - from);
      const place = memory.doubles(truth, count + 1);
      place.set(groundTruth.subarray(from, from + count));
      place[count] = NaN;
      memory.doubles(predicted, count).set(prediction.subarray(from, from + count));
      memory.exports.addSurvey(count, truth, predicted, sums);
    }
    const [known, matched, least, most] = memory.doubles(sums, 4);
    return { known: known!, matched: matched!, least: least!, most: most! };
  };
}
