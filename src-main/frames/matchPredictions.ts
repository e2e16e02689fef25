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

/** Finds the map of each item in a folder of maps made elsewhere, by name. @throws FileMissing */
export function matchPredictions(_folder: string, _itemNames: readonly string[]): Promise<PredictionMatches> {
  throw new Error('not written yet');
}
