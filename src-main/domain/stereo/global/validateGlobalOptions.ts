import { requireLegalOptions } from '../../options/requireLegalOptions.ts';
import type { GlobalOptions } from './GlobalOptions.ts';
import { globalOptionInfos } from './globalOptionInfos.ts';

/** @throws InvalidOption naming the option, its legal range and what was found */
export function validateGlobalOptions(options: GlobalOptions): void {
  requireLegalOptions(globalOptionInfos, options);
}
