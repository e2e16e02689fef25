import type { BlockOptions } from '../stereo/block/BlockOptions.ts';
import type { FilterOptions } from '../stereo/filters/FilterOptions.ts';
import type { GlobalOptions } from '../stereo/global/GlobalOptions.ts';
import type { SgbmOptions } from '../stereo/SgbmOptions.ts';
import type { NetworkOptions } from './NetworkOptions.ts';

/** A method with all its options, as `parseMethodSpec` reads it. Imported maps have a name instead. */
export type MethodSpec = StereoMethod | NetworkMethod;

/** A matcher of rectified pairs, and what happens to its map afterwards. */
export type StereoMethod = SgbmMethod | BlockMethod | GlobalMethod;

interface Filtered {
  /** No filters where it is left out. */
  readonly filters?: FilterOptions;
}

/** Semi-global matching as OpenCV does it. */
export interface SgbmMethod extends Filtered {
  readonly kind: 'sgbm';
  readonly options: SgbmOptions;
}

/** Local matching of windows. */
interface BlockMethod extends Filtered {
  readonly kind: 'block';
  readonly options: BlockOptions;
}

/** Global matching by belief propagation. */
interface GlobalMethod extends Filtered {
  readonly kind: 'global';
  readonly options: GlobalOptions;
}

/** A network of the catalogue, or one that the user added. */
export interface NetworkMethod {
  readonly kind: 'network';
  /** The id of its manifest, or the path of an `.onnx` file with a manifest beside it. */
  readonly model: string;
  readonly options: NetworkOptions;
}
