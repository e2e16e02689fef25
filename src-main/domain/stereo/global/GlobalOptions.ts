/** Options of hierarchical belief propagation. Legal ranges and meanings stand in globalOptionInfos.ts. */
export interface GlobalOptions {
  /** Cost of a single pixel: Birchfield and Tomasi's as in SGBM, absolute difference, or census. */
  readonly cost: 'bt' | 'ad' | 'census';
  readonly minDisparity: number;
  readonly numDisparities: number;
  readonly dataTruncation: number;
  readonly smoothness: number;
  readonly smoothnessTruncation: number;
  readonly iterations: number;
  readonly levels: number;
}

/** The studio's defaults, completed from what is given. */
export function completeGlobalOptions(given: Partial<GlobalOptions> = {}): GlobalOptions {
  return {
    cost: 'bt',
    minDisparity: 0,
    numDisparities: 128,
    dataTruncation: 40,
    smoothness: 14,
    smoothnessTruncation: 40,
    iterations: 5,
    levels: 5,
    ...given,
  };
}
