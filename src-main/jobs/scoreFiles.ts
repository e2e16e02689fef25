import { FrameScorer, type FrameNumbers } from '#compute/FrameScorer.ts';
import type { TaskWork } from '#compute/tasks/Task.ts';
import { MapMemory } from '#frames/MapMemory.ts';
import { loadGroundTruth, loadMap } from '#frames/loadFrame.ts';
import type { FilePair } from './scoreFiles.task.ts';

/**
 * The work of the task scoreFiles. A thread has one and keeps what files and maps take for the next pair: fresh memory for
 * each would cost about as much time as what is computed in it.
 *
 * @throws (the work) as loadGroundTruth, loadMap and evaluateFrame
 */
export function scoreFilesWork(): TaskWork<FilePair, FrameNumbers> {
  const scorer = new FrameScorer();
  const memory = new MapMemory();
  return async ({ prediction, groundTruth, rig, recipe }, context) => {
    memory.begin();
    const truth = await loadGroundTruth(groundTruth.path, groundTruth.encoding, memory);
    const predicted = await loadMap(prediction.path, prediction.encoding, memory);
    context.checkCancelled();
    return scorer.score({ groundTruth: truth, prediction: predicted, rig, recipe, classMasks: [] }, context);
  };
}
