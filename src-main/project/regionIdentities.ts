import { matchRegions } from '#domain/comparison/matchRegions.ts';
import type { RegionDraft } from '#domain/regions/RegionRecord.ts';
import { outlineArea } from '#domain/review/outlineArea.ts';
import type { Database } from './openDatabase.ts';

interface Place {
  readonly runId: number;
  readonly itemId: number;
}

type Outlined = Pick<RegionDraft, 'outline'>;

interface IdentityRow {
  readonly id: number;
  readonly isReviewed: 0 | 1;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly outline: string;
}

/** What is reviewed is only looked for first among regions that are this much of its size, or as much larger. */
const likeSize = 0.3;

/**
 * An id for each region, in order: that of the region known before which it covers most, as matchRegions says, else a new
 * one. What was reviewed comes first where it is of like size, so that a review stays with a region that is split, merged
 * or found a little different. Each known id goes to one region, the worst that claims it. Identities that are not found again stay while a
 * person said something of them, and are otherwise forgotten. Call inside the transaction that then writes the regions.
 */
export function identifyRegions(
  database: Database,
  { runId, itemId }: Place,
  regions: readonly RegionDraft[],
): readonly number[] {
  const known = database
    .prepare<[number, number], IdentityRow>(
      `SELECT id, EXISTS (SELECT 1 FROM region_reviews v WHERE v.region_id = i.id) AS isReviewed,
         x, y, width, height, outline
       FROM region_identities i WHERE run_id = ? AND item_id = ?`,
    )
    .all(runId, itemId)
    .map(({ id, isReviewed, x, y, width, height, outline }) => ({
      id,
      isReviewed: isReviewed === 1,
      severity: 0,
      bbox: [x, y, width, height] as const,
      outline: JSON.parse(outline) as RegionDraft['outline'],
    }));
  const found = regions.map(({ bbox, outline, severity }, index) => ({
    ...{ id: index, isReviewed: false, bbox, outline, severity },
  }));
  const idOf = new Map<number, number>();
  const taken = new Set<number>();
  const claim = (candidates: typeof known, isLike: (a: Outlined, b: Outlined) => boolean): void => {
    const open = found.filter(({ id }) => !idOf.has(id));
    for (const { a, b } of matchRegions(candidates, open).kept) {
      if (taken.has(a.id) || !isLike(a, b)) continue;
      taken.add(a.id);
      idOf.set(b.id, a.id);
    }
  };
  claim(
    known.filter(({ isReviewed }) => isReviewed),
    (a, b) => {
      const [small, large] = [outlineArea(a.outline), outlineArea(b.outline)].sort((one, two) => one - two);
      return small! >= likeSize * large!;
    },
  );
  claim(
    known.filter(({ id }) => !taken.has(id)),
    () => true,
  );
  const ids = regions.map((region, index) => {
    const id = idOf.get(index);
    if (id === undefined) return insertIdentity(database, { runId, itemId }, region);
    moveIdentity(database, id, region);
    return id;
  });
  forget(database, { runId, itemId }, ids);
  return ids;
}

function insertIdentity(database: Database, place: Place, region: RegionDraft): number {
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO region_identities (run_id, item_id, x, y, width, height, outline)
       VALUES (@runId, @itemId, @x, @y, @width, @height, @outline)`,
    )
    .run({ ...place, ...placed(region) });
  return Number(lastInsertRowid);
}

function moveIdentity(database: Database, id: number, region: RegionDraft): void {
  database
    .prepare(
      `UPDATE region_identities SET x = @x, y = @y, width = @width, height = @height, outline = @outline
       WHERE id = @id`,
    )
    .run({ id, ...placed(region) });
}

function forget(database: Database, { runId, itemId }: Place, kept: readonly number[]): void {
  database
    .prepare<[number, number, string]>(
      `DELETE FROM region_identities WHERE run_id = ? AND item_id = ?
         AND id NOT IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT region_id FROM region_reviews)`,
    )
    .run(runId, itemId, JSON.stringify(kept));
}

function placed({ bbox: [x, y, width, height], outline }: RegionDraft): object {
  return { x, y, width, height, outline: JSON.stringify(outline) };
}
