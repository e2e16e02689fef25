import { requireLegalOptions } from '../../options/requireLegalOptions.ts';
import { blockOptionInfos } from './blockOptionInfos.ts';
import type { BlockOptions } from './BlockOptions.ts';

/** @throws InvalidOption naming the option, its legal range and what was found */
export function validateBlockOptions(options: BlockOptions): void {
  requireLegalOptions(blockOptionInfos, options);
}
