import type { SgbmOptions } from '../stereo/SgbmOptions.ts';
import type { NetworkOptions } from './NetworkOptions.ts';

/** A method with all its options, as `parseMethodSpec` reads it. Imported maps have a name instead. */
export type MethodSpec = SgbmMethod | NetworkMethod;

/** Semi-global matching as OpenCV does it. */
export interface SgbmMethod {
  readonly kind: 'sgbm';
  readonly options: SgbmOptions;
}

/** A network of the catalogue, or one that the user added. */
export interface NetworkMethod {
  readonly kind: 'network';
  /** The id of its manifest, or the path of an `.onnx` file with a manifest beside it. */
  readonly model: string;
  readonly options: NetworkOptions;
}
