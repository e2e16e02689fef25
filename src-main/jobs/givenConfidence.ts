import type { Raster } from '#domain/rasters/Raster.ts';
import type { Project } from '#project/Project.ts';
import { digest } from './cacheKey.ts';

/** Keeps what a method said of its own certainty, beside its map. One map has one: a second takes the first's place. */
export async function keepConfidence(
  project: Project,
  mapRasterId: string,
  confidence: Raster<'confidence'>,
): Promise<void> {
  await project.rasters.put(keyOf(mapRasterId), confidence);
}

/** The raster of a map's given confidence, larger = surer; null where none was given. */
export function givenConfidence(project: Project, mapRasterId: string): string | null {
  return project.rasters.idOf(keyOf(mapRasterId));
}

function keyOf(mapRasterId: string): string {
  return digest(['given confidence', mapRasterId]);
}
