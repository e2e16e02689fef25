import { StudioError } from '../errors.ts';
import type { OptionInfo } from './OptionInfo.ts';
import { legalRangeOf } from './OptionInfo.ts';

/**
 * Checks every option against its range.
 * @throws InvalidOption naming the first illegal option, its legal range and what was found
 */
export function requireLegalOptions<Name extends string>(
  infos: readonly OptionInfo<Name>[],
  options: Readonly<Record<Name, unknown>>,
): void {
  for (const info of infos) {
    const value = options[info.name];
    if (isLegal(info, value)) continue;
    const found = typeof value === 'number' || typeof value === 'string' ? value : typeof value;
    const legal = legalRangeOf(info);
    throw new StudioError('InvalidOption', `${info.name} must be ${legal}; found ${found}`, {
      option: info.name,
      expected: legal,
      found,
    });
  }
}

function isLegal({ kind, min, max, step, choices }: OptionInfo, value: unknown): boolean {
  if (kind === 'choice') return typeof value === 'string' && choices.includes(value);
  if (typeof value !== 'number' || !(value >= min! && value <= max!)) return false;
  return kind === 'number' || (Number.isInteger(value) && value % step === 0);
}
