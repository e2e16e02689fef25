import { photometricCheck } from '#compute/tasks/photometricCheck.task.ts';
import { convertRaster } from '#domain/camera/convertRaster.ts';
import type { PhotometricName } from '#domain/photometric/PhotometricCheck.ts';
import type { MetricName } from '#domain/metrics/metricInfos.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { ItemRecord, MetricRecord } from '#domain/records.ts';
import type { JobContext } from './JobContext.ts';
import { loadStereoPair } from './loadStereoPair.ts';

/** The table's names of the check's numbers. */
const names = [
  ['photometricError', 'photometric'],
  ['photometricUnwarped', 'unwarped'],
  ['photometricExplained', 'explained'],
] as const satisfies readonly (readonly [MetricName, PhotometricName])[];

/**
 * How the map that was compared explains the item's pair of pictures. Empty where there is no pair, or the map says
 * nothing about disparity. Coverage is the share of the picture that the number stands on.
 *
 * @param aligned  the prediction as it was compared.
 * @throws as loadStereoPair; SizeMismatch where map and pictures are not of one size; AbortError
 */
export async function photometricMetrics(
  { project, pool, signal }: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  item: ItemRecord,
  aligned: Raster,
): Promise<readonly MetricRecord[]> {
  const roles = new Set(project.items.assets(item.id).map(({ role }) => role));
  const saysDisparity = aligned.quantity === 'disparity:px' || item.rig?.baselineM != null;
  if (!roles.has('left') || !roles.has('right') || !saysDisparity) return [];
  const { left, right } = await loadStereoPair({ project, pool }, item);
  const disparity = convertRaster(aligned, 'disparity', item.rig);
  const { numbers } = await pool.run(
    photometricCheck,
    { left, right, disparity, rightDisparity: null },
    { signal },
  );
  const possible = aligned.width * aligned.height;
  return names.map(([name, of]) => {
    const { value, pixels } = numbers[of];
    return { scope: 'all', name, value, coverage: pixels / possible, pixels };
  });
}
