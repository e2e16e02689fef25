import { convertScalar } from '#domain/camera/convertRaster.ts';
import { sparsificationCurves, type SparsificationCurves } from '#domain/metrics/sparsificationCurves.ts';
import type { SparsificationInput } from './sparsification.task.ts';
import type { TaskWork } from './Task.ts';

/** The work of the sparsification task, in metres. @throws CalibrationMissing */
export const sparsificationWork: TaskWork<SparsificationInput, SparsificationCurves | null> = (input) => {
  const { aligned, error, quantity, rig, uncertainty } = input;
  const depthOf = convertScalar(quantity, 'depth', rig);
  const prediction = Float64Array.from(aligned, depthOf);
  const groundTruth = Float64Array.from(aligned, (value, i) => depthOf(value - error[i]!));
  return sparsificationCurves({ groundTruth, prediction }, uncertainty);
};
