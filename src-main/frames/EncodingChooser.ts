import { splitPath } from '#domain/datasets/FileIndex.ts';
import { groundTruthEncoding } from '#domain/datasets/groundTruthEncoding.ts';
import type { GroundTruthFile } from '#domain/datasets/Layout.ts';
import type { EncodingProposal } from '#domain/datasets/proposeEncoding.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import type { Encoding } from '#domain/records.ts';

/**
 * Says what ground-truth files mean during one scan: what the user gave, else what the layout prescribes, else a
 * proposal, which is made once per folder so that all its files are read alike.
 */
export class EncodingChooser {
  readonly #given: Encoding | null;
  readonly #byFolder = new Map<string, EncodingProposal>();

  constructor(given: Encoding | null) {
    this.#given = given;
  }

  /** @throws EncodingUnknown */
  choose(file: GroundTruthFile, raw: RawMap, rootName: string, isOnly: boolean): EncodingProposal {
    if (this.#given && (isOnly || roleOf(this.#given) === file.role)) {
      return { encoding: this.#given, reason: 'as given' };
    }
    if (file.rule.kind !== 'by-values') return groundTruthEncoding(file, raw, `${rootName}/${file.path}`);
    const { folder } = splitPath(file.path);
    const known = this.#byFolder.get(folder) ?? groundTruthEncoding(file, raw, `${rootName}/${file.path}`);
    this.#byFolder.set(folder, known);
    return known;
  }
}

/** The role of a ground truth of that quantity. */
export function roleOf({ quantity }: Encoding): 'disparity' | 'depth' {
  return quantity === 'disparity:px' ? 'disparity' : 'depth';
}
