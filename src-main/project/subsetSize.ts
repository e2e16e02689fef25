import { containerPath } from '#domain/datasets/containerPath.ts';
import type { SubsetSize } from '#domain/items/SubsetSize.ts';
import type { Database } from './openDatabase.ts';

interface Sum {
  readonly n: number;
  readonly bytes: number | null;
}

/** Columns that name a map of a result. */
const mapColumns = [
  { table: 'predictions', column: 'raster_id' },
  { table: 'evaluations', column: 'aligned_raster_id' },
  { table: 'evaluations', column: 'error_raster_id' },
  { table: 'evaluations', column: 'ssim_raster_id' },
  { table: 'evaluations', column: 'coverage_raster_id' },
];

/** Of those items; null = of all, without looking at each. Files are counted by the size that is known of them. */
export function subsetSize(database: Database, itemIds: readonly number[] | null): SubsetSize {
  const ids = JSON.stringify(itemIds);
  const chosen = itemIds === null ? '' : 'item_id IN (SELECT value FROM json_each(@ids)) AND';
  const sum = (sql: string): Sum => database.prepare<object, Sum>(sql).get({ ids })!;
  const plain = sum(
    `SELECT count(*) AS n, sum(size_bytes) AS bytes FROM assets WHERE ${chosen} instr(path, ':') = 0`,
  );
  const arrays = containersOf(
    database
      .prepare<object, ArrayAsset>(
        `SELECT root_id AS root, path, size_bytes AS bytes FROM assets WHERE ${chosen} instr(path, ':') > 0`,
      )
      .iterate({ ids }),
  );
  const maps =
    itemIds === null
      ? sum('SELECT count(*) AS n, sum(size_bytes) AS bytes FROM rasters')
      : sum(
          `SELECT count(*) AS n, sum(size_bytes) AS bytes FROM rasters WHERE id IN (${mapColumns
            .map(
              ({ table, column }) => `SELECT ${column} FROM ${table} WHERE ${chosen} ${column} IS NOT NULL`,
            )
            .join(' UNION ')})`,
        );
  const items = itemIds?.length ?? sum('SELECT count(*) AS n, 0 AS bytes FROM items').n;
  return {
    items,
    files: plain.n + arrays.n,
    fileBytes: (plain.bytes ?? 0) + (arrays.bytes ?? 0),
    maps: maps.n,
    mapBytes: maps.bytes ?? 0,
  };
}

interface ArrayAsset {
  readonly root: number | null;
  readonly path: string;
  readonly bytes: number;
}

/** An array of a container is carried with its container, which many items may share. */
function containersOf(assets: Iterable<ArrayAsset>): Sum {
  const sizes = new Map<string, number>();
  for (const { root, path, bytes } of assets) sizes.set(`${root} ${containerPath(path).file}`, bytes);
  return { n: sizes.size, bytes: [...sizes.values()].reduce((all, size) => all + size, 0) };
}
