/** Matching costs of a window: sums of absolute or squared differences, zero-mean correlation, census. */
type BlockCostName = 'sad' | 'ssd' | 'ncc' | 'census';

/** Options of local block matching. Legal ranges and meanings stand in blockOptionInfos.ts. */
export interface BlockOptions {
  readonly cost: BlockCostName;
  readonly minDisparity: number;
  readonly numDisparities: number;
  readonly blockSize: number;
  readonly censusWindow: CensusWindow;
  readonly uniquenessRatio: number;
  readonly textureThreshold: number;
}

/** Width × height of the neighbourhood that a census string describes. */
export type CensusWindow = '5x5' | '7x7' | '9x7';

/** The studio's defaults, completed from what is given. */
export function completeBlockOptions(given: Partial<BlockOptions> = {}): BlockOptions {
  return {
    cost: 'sad',
    minDisparity: 0,
    numDisparities: 128,
    blockSize: 9,
    censusWindow: '9x7',
    uniquenessRatio: 0,
    textureThreshold: 0,
    ...given,
  };
}
