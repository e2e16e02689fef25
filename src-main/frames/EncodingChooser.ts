import { splitPath } from '#domain/datasets/FileIndex.ts';
import type { GivenEncodings } from '#domain/datasets/givenEncodings.ts';
import { groundTruthEncoding } from '#domain/datasets/groundTruthEncoding.ts';
import { layerOf } from '#domain/datasets/layerOf.ts';
import type { GroundTruthFile } from '#domain/datasets/Layout.ts';
import type { EncodingProposal } from '#domain/datasets/proposeEncoding.ts';
import { isStudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import type { Encoding } from '#domain/records.ts';

/** What is asked of an item's ground truth. */
interface Question {
  readonly file: GroundTruthFile;
  /** The layout that found it. */
  readonly layout: string;
  /** Whether it is the item's only ground truth. */
  readonly isOnly: boolean;
  /** Some of the other maps in its folder, asked where this one says nothing; absent = none. */
  readonly peers?: () => readonly Peer[];
}

/** Another map of the same folder. */
export interface Peer {
  /** Relative to the root. */
  readonly path: string;
  readonly load: () => Promise<RawMap>;
}

/**
 * Says what ground-truth files mean during one scan: what the user gave for their layer or for all, else what the
 * layout prescribes, else a proposal, which is made once per folder so that all its files are read alike. Files may be
 * asked about at the same time; the one that was asked about first decides for its folder.
 */
export class EncodingChooser {
  readonly #given: GivenEncodings;
  readonly #byFolder = new Map<string, Promise<EncodingProposal>>();

  constructor(given: GivenEncodings) {
    this.#given = given;
  }

  /** The encoding without a look at the values, where they are not needed; else null. @throws InvalidOption */
  withoutValues({ file, layout, isOnly }: Question): EncodingProposal | null {
    const { byLayer, all } = this.#given;
    const given = byLayer.get(layerOf(layout, file.role)) ?? byLayer.get(file.role) ?? all;
    const isForIt = given !== null && (given !== all || isOnly || roleOf(given) === file.role);
    if (isForIt) return { encoding: given, reason: 'as given' };
    const { kind } = file.rule;
    const isPrescribed = kind === 'named' || kind === 'spelled';
    return isPrescribed ? groundTruthEncoding(file, noValues, file.path) : null;
  }

  /**
   * @param load  the values; called where they are needed, and not twice for a folder whose files are read alike.
   * @throws EncodingUnknown; what `load` throws
   */
  async choose(question: Question, rootName: string, load: () => Promise<RawMap>): Promise<EncodingProposal> {
    const known = this.withoutValues(question);
    if (known) return known;
    const { file } = question;
    const judge = async () => groundTruthEncoding(file, await load(), `${rootName}/${file.path}`);
    if (file.rule.kind !== 'by-values') return judge();
    const place = `${file.role} ${splitPath(file.path).folder}`;
    const earlier = this.#byFolder.get(place);
    if (earlier) return earlier.catch(judge);
    const first = judge().catch((error: unknown) => readAsPeers(question, rootName, error));
    this.#byFolder.set(place, first);
    return first;
  }
}

/**
 * A map that says nothing of its meaning (8 bits among maps of 16, one value everywhere) is read like the others in its
 * folder; it is doubted later. Where those say nothing either, what it said first stands.
 */
async function readAsPeers(
  { file, peers = () => [] }: Question,
  rootName: string,
  error: unknown,
): Promise<EncodingProposal> {
  for (const { path, load } of peers()) {
    try {
      const { encoding, reason } = groundTruthEncoding(
        { ...file, path },
        await load(),
        `${rootName}/${path}`,
      );
      return { encoding, reason: `as ${path}: ${reason}` };
    } catch (nothing) {
      if (!isStudioError(nothing)) throw nothing;
    }
  }
  throw error;
}

const noValues: RawMap = { width: 0, height: 0, values: new Uint8Array() };

/** The role of a ground truth of that quantity. */
export function roleOf({ quantity }: Encoding): 'disparity' | 'depth' {
  return quantity === 'disparity:px' ? 'disparity' : 'depth';
}
