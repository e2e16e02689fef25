import { StudioError } from '../errors.ts';
import { legalRangeOf } from '../options/OptionInfo.ts';
import { networkOptionInfos, type NetworkOptions } from './NetworkOptions.ts';

/** @throws InvalidOption for a value outside its legal range */
export function validateNetworkOptions(options: NetworkOptions): void {
  for (const info of networkOptionInfos) {
    const value = options[info.name];
    const isLegal =
      typeof value === 'number'
        ? Number.isInteger(value) && value >= info.min! && value <= info.max!
        : info.choices.includes(value);
    if (isLegal) continue;
    const expected = legalRangeOf(info);
    throw new StudioError('InvalidOption', `${info.name} must be ${expected}; found ${value}`, {
      option: info.name,
      expected,
      found: value,
    });
  }
}
