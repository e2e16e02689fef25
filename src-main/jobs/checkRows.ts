import { epipolarError } from '#compute/tasks/epipolarError.task.ts';
import type { EpipolarError } from '#domain/camera/epipolarError.ts';
import { rowProblem } from '#domain/camera/rowProblem.ts';
import type { ItemRecord } from '#domain/records.ts';
import type { JobContext } from './JobContext.ts';
import { readStereoPair, type StereoPair } from './readStereoPair.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'signal' | 'emit'>;

/**
 * Whether the rows of an item's pair correspond, as its pictures are matched. Measured once per pair and kept; more than
 * a pixel off becomes a problem of the item.
 *
 * @param pair  where it is at hand; else it is read.
 * @throws as readStereoPair
 */
export async function checkRows(studio: Studio, item: ItemRecord, pair?: StereoPair): Promise<EpipolarError> {
  const { project, pool, signal, emit } = studio;
  const kept = project.epipolar.of(item.id);
  if (kept) return kept;
  const { assets, left, right } = pair ?? (await readStereoPair(studio, item));
  const measured = await pool.run(epipolarError, { left, right }, { signal });
  const problem = rowProblem(measured, { left: assets.left.path, rig: item.rig });
  project.epipolar.save(item.id, measured, problem);
  if (problem) {
    emit({ type: 'items', ids: [item.id] });
    emit({ type: 'project' });
  }
  return measured;
}
