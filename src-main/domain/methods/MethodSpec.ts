import type { SgbmOptions } from '../stereo/SgbmOptions.ts';

/** A method with all its options, as `parseMethodSpec` reads it. Imported maps have a name instead. */
export type MethodSpec = SgbmMethod;

/** Semi-global matching as OpenCV does it. */
export interface SgbmMethod {
  readonly kind: 'sgbm';
  readonly options: SgbmOptions;
}
