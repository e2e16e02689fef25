import type { Encoding } from '../records.ts';
import type { RawMap } from '../rasters/RawMap.ts';

/** What is known about a map whose numbers are not explained. */
export interface EncodingEvidence {
  /** Path with forward slashes; its folders and name are read for hints. */
  readonly path: string;
  /** The values as stored. */
  readonly raw: RawMap;
  /** What the folder's layout says the map is; null where nothing does. */
  readonly role: 'disparity' | 'depth' | null;
}

export interface EncodingProposal {
  readonly encoding: Encoding;
  /** For people: why this reading. */
  readonly reason: string;
}

/** @throws EncodingUnknown where two readings are plausible, naming both. */
export function proposeEncoding(_evidence: EncodingEvidence): EncodingProposal {
  throw new Error('not written yet');
}
