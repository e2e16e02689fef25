import { join } from 'node:path';
import { splitPath } from '#domain/datasets/FileIndex.ts';
import { mapFormatOfName } from '#formats/mapFormats.ts';
import { listFolder } from './listFolder.ts';

export interface PredictionMatches {
  /** Absolute path of the map by item. */
  readonly matched: readonly { readonly item: string; readonly path: string }[];
  /** Items without a map. */
  readonly missing: readonly string[];
  /** Maps (relative to the folder) that belong to no item. */
  readonly unmatched: readonly string[];
  /** Items with several maps that fit equally well; none of them is used. */
  readonly ambiguous: readonly { readonly item: string; readonly files: readonly string[] }[];
}

/**
 * Finds the map of each item in a folder of maps made elsewhere, by name. In order of strength: the item's whole name
 * (`training/000000_10.png`, or with underscores for slashes), its last part (`000000_10.png`) where no other item
 * ends so, the same with a suffix such as `_disp` or `_pred`, and the only map in a folder of the item's name
 * (`Motorcycle/disp0.pfm`). Beside a float map a PNG of the same name is taken for its preview.
 *
 * @throws FileMissing where the folder cannot be read; AbortError.
 */
export async function matchPredictions(
  folder: string,
  itemNames: readonly string[],
  signal?: AbortSignal,
): Promise<PredictionMatches> {
  const { paths } = await listFolder(folder, signal);
  const maps = paths.filter((path) => mapFormatOfName(path) !== null);
  const keysOfItems = itemKeys(itemNames);
  const byKey = mapsByKey(maps);
  const found = itemNames.map((item) => ({ item, files: filesOf(keysOfItems.get(item)!, byKey) }));

  const usedBy = new Map<string, number>();
  for (const { files } of found) for (const file of files) usedBy.set(file, (usedBy.get(file) ?? 0) + 1);
  const isClear = (files: readonly string[]) => files.length === 1 && usedBy.get(files[0]!) === 1;
  const known = new Set(maps);
  return {
    matched: found
      .filter(({ files }) => isClear(files))
      .map(({ item, files }) => ({ item, path: join(folder, files[0]!) })),
    missing: found.filter(({ files }) => files.length === 0).map(({ item }) => item),
    unmatched: maps.filter((path) => !usedBy.has(path) && !isPreview(path, known)),
    ambiguous: found.filter(({ files }) => files.length > 0 && !isClear(files)),
  };
}

/** The keys that a map of an item may have, strongest first. */
function itemKeys(itemNames: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const ends = new Map<string, number>();
  for (const name of itemNames) ends.set(lastPart(name), (ends.get(lastPart(name)) ?? 0) + 1);
  return new Map(
    itemNames.map((name) => {
      const last = lastPart(name);
      const strong = [`path:${name}`, `path:${name.replaceAll('/', '_')}`];
      const own = ends.get(last) === 1 ? [`stem:${last}`, `bare:${last}`] : [];
      return [
        name,
        [...strong, ...own, `folder:${name}`, ...(ends.get(last) === 1 ? [`lastFolder:${last}`] : [])],
      ];
    }),
  );
}

function mapsByKey(maps: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const byKey = new Map<string, string[]>();
  for (const path of maps) {
    const { folder, stem } = splitPath(path);
    const bare = stem.replace(/[-_.](pred|prediction|disp|disparity|depth|left)$/i, '');
    const keys = [
      `path:${folder === '' ? stem : `${folder}/${stem}`}`,
      `stem:${stem}`,
      `bare:${bare}`,
      `folder:${folder}`,
      `lastFolder:${lastPart(folder)}`,
    ];
    for (const key of keys) {
      const same = byKey.get(key);
      if (same) same.push(path);
      else byKey.set(key, [path]);
    }
  }
  return byKey;
}

/** The maps under the strongest key that has any, without previews of float maps. */
function filesOf(keys: readonly string[], byKey: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const files = keys.map((key) => byKey.get(key)).find((paths) => paths !== undefined) ?? [];
  return files.filter((path) => !isPreview(path, new Set(files)));
}

/** True for a PNG beside a float map of the same name. */
function isPreview(path: string, files: ReadonlySet<string>): boolean {
  if (mapFormatOfName(path) !== 'png') return false;
  const stem = path.slice(0, -'.png'.length);
  return ['pfm', 'npy', 'npz'].some((extension) => files.has(`${stem}.${extension}`));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
