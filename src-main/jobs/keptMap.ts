import type { ItemRecord, MethodRecord } from '#domain/records.ts';
import type { Project } from '#project/Project.ts';
import type { MapOfItem } from './inferItem.ts';

/**
 * The map of an item that is kept under a key, with how the same method once made it. Null where there is none, and where
 * no prediction remembers how it was made: then it is made anew.
 */
export function keptMap(
  project: Project,
  item: ItemRecord,
  { key, method }: { readonly key: string; readonly method: Pick<MethodRecord, 'spec'> },
): Omit<MapOfItem, 'inputs'> | null {
  const rasterId = project.rasters.idOf(key);
  if (rasterId === null) return null;
  const maker = project.predictions
    .ofItem(item.id)
    .find((made) => made.rasterId === rasterId && project.runs.get(made.runId).method.spec === method.spec);
  if (!maker) return null;
  const { quantity } = project.rasters.facts(rasterId);
  return { rasterId, quantity, elapsedMs: 0, details: maker.details };
}
