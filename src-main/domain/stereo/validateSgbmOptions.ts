import { StudioError } from '../errors.ts';
import type { OptionInfo } from '../options/OptionInfo.ts';
import { legalRangeOf } from '../options/OptionInfo.ts';
import { effectiveSgbmOptions } from './effectiveSgbmOptions.ts';
import { mostPathCost } from './mostPathCost.ts';
import { maxCost } from './saturate.ts';
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
      const found = typeof value === 'number' || typeof value === 'string' ? value : typeof value;
      throw new StudioError(
        'InvalidOption',
        `${info.name} must be ${legalRangeOf(info)}; found ${String(found)}`,
        {
          option: info.name,
          expected: legalRangeOf(info),
          found,
        },
      );
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
  requireUnsaturated(options, 1);
}

/**
 * Modes 3way and hh4 are known to equal OpenCV only while no cost can saturate: beyond, OpenCV's results depend on an
 * order of operations that is not reproduced here. Refuses options with which one might.
 * @param channels  of the pictures: 1 for grey, 3 for colour
 * @throws InvalidOption
 */
export function requireUnsaturated(options: SgbmOptions, channels: number): void {
  if (options.mode === 'sgbm' || options.mode === 'hh') return;
  const most = mostPathCost(effectiveSgbmOptions(options), channels);
  if (most > maxCost) {
    throw new StudioError(
      'InvalidOption',
      `mode ${options.mode} needs blockSize² · (2 · preFilterCap + 63) · ${channels} + 2 · P2 ≤ ${maxCost}; found ${most}. ` +
        'Take a smaller blockSize, P2 or preFilterCap, or mode sgbm or hh',
      { option: 'blockSize', expected: `≤ ${maxCost}`, found: most },
    );
  }
  if (options.mode === '3way' && options.uniquenessRatio > 99) {
    throw new StudioError(
      'InvalidOption',
      `uniquenessRatio must be at most 99 in mode 3way; found ${options.uniquenessRatio}`,
      { option: 'uniquenessRatio', expected: '≤ 99', found: options.uniquenessRatio },
    );
  }
}

function isLegal(info: OptionInfo, value: unknown): boolean {
  if (info.kind === 'choice') return typeof value === 'string' && info.choices.includes(value);
  if (typeof value !== 'number' || !Number.isInteger(value)) return false;
  return value >= info.min! && value <= info.max! && value % info.step === 0;
}
