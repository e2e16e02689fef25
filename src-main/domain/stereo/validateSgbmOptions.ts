import { StudioError } from '../errors.ts';
import type { OptionInfo } from '../options/OptionInfo.ts';
import { legalRangeOf } from '../options/OptionInfo.ts';
import { sgbmOptionInfos } from './sgbmOptionInfos.ts';
import type { SgbmOptions } from './SgbmOptions.ts';

/**
 * Refuses options with which OpenCV's result would be meaningless.
 * @throws InvalidOption naming the option, its legal range and what was found
 */
export function validateSgbmOptions(options: SgbmOptions): void {
  for (const info of sgbmOptionInfos) {
    const value: unknown = options[info.name];
    if (!isLegal(info, value)) {
      const legal = info.name === 'channels' ? '1 or 3' : legalRangeOf(info);
      const found = typeof value === 'number' || typeof value === 'string' ? value : typeof value;
      throw new StudioError('InvalidOption', `${info.name} must be ${legal}; found ${String(found)}`, {
        option: info.name,
        expected: legal,
        found,
      });
    }
  }
  const end = options.minDisparity + options.numDisparities;
  if (end > 2048) {
    throw new StudioError(
      'InvalidOption',
      `minDisparity + numDisparities must be at most 2048, so that disparities fit 16 bits in 1/16 px; found ${end}`,
      { option: 'numDisparities', expected: 'minDisparity + numDisparities ≤ 2048', found: end },
    );
  }
  if (options.mode === '3way' && options.uniquenessRatio === 100) {
    throw new StudioError(
      'InvalidOption',
      'uniquenessRatio must not be 100 in mode 3way, where OpenCV divides by 100 − uniquenessRatio; found 100',
      { option: 'uniquenessRatio', expected: '≠ 100', found: 100 },
    );
  }
}

function isLegal(info: OptionInfo, value: unknown): boolean {
  if (info.kind === 'choice') return typeof value === 'string' && info.choices.includes(value);
  if (info.name === 'channels') return value === 1 || value === 3;
  if (typeof value !== 'number' || !Number.isInteger(value)) return false;
  return value >= info.min! && value <= info.max! && value % info.step === 0;
}
