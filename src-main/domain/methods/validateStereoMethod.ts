import { validateBlockOptions } from '../stereo/block/validateBlockOptions.ts';
import { validateFilterOptions } from '../stereo/filters/validateFilterOptions.ts';
import { validateGlobalOptions } from '../stereo/global/validateGlobalOptions.ts';
import { validateSgbmOptions } from '../stereo/validateSgbmOptions.ts';
import type { StereoMethod } from './MethodSpec.ts';

/** @throws InvalidOption naming the option of the matcher or its filters, its legal range and what was found */
export function validateStereoMethod(method: StereoMethod): void {
  switch (method.kind) {
    case 'sgbm':
      validateSgbmOptions(method.options);
      break;
    case 'block':
      validateBlockOptions(method.options);
      break;
    case 'global':
      validateGlobalOptions(method.options);
  }
  if (method.filters !== undefined) validateFilterOptions(method.filters);
}
