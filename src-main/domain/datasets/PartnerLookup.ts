import { joinPath, splitPath } from './FileIndex.ts';

/** Files of one place by role folder and by key: the path inside that folder, without extension and role words. */
export class PartnerLookup {
  readonly #place: string;
  readonly #byFolder = new Map<string, Map<string, string[]>>();
  readonly #paths: readonly string[];

  constructor(paths: readonly string[], place: string) {
    this.#place = place;
    this.#paths = place === '' ? paths : paths.filter((path) => path.startsWith(`${place}/`));
  }

  /** The files of one role folder that have one of the extensions. */
  filesBelow(folder: string, extensions: readonly string[]): readonly string[] {
    return [...this.#keys(folder).values()]
      .flat()
      .filter((path) => extensions.includes(splitPath(path).extension));
  }

  /** The file in another folder with the same key, in order of preference of the extensions. */
  partner(folder: string | null, path: string, extensions: readonly string[]): string | null {
    if (folder === null) return null;
    const candidates = this.#keys(folder).get(this.keyOf(path)) ?? [];
    const ranked = extensions.flatMap((wanted) =>
      candidates.filter((p) => splitPath(p).extension === wanted),
    );
    return ranked[0] ?? null;
  }

  /** `left/seq/0001_left.png` → `seq/0001` */
  keyOf(path: string): string {
    const inPlace = this.#place === '' ? path : path.slice(this.#place.length + 1);
    const { folder, stem } = splitPath(inPlace);
    const below = folder.split('/').slice(folder.startsWith('masks/') ? 2 : 1);
    return joinPath(
      ...below,
      stem.replace(/[-_.](left|right|depth|disp|disparity|occlusion|mask)(?=$|[-_.])/g, ''),
    );
  }

  /** Every file below the folders. */
  allBelow(folders: readonly (string | null)[]): readonly string[] {
    return folders.flatMap((folder) => (folder === null ? [] : [...this.#keys(folder).values()].flat()));
  }

  #keys(folder: string): Map<string, string[]> {
    const known = this.#byFolder.get(folder);
    if (known) return known;
    const keys = new Map<string, string[]>();
    const prefix = `${joinPath(this.#place, folder)}/`;
    for (const path of this.#paths) {
      if (!path.startsWith(prefix)) continue;
      const key = this.keyOf(path);
      const same = keys.get(key);
      if (same) same.push(path);
      else keys.set(key, [path]);
    }
    this.#byFolder.set(folder, keys);
    return keys;
  }
}
