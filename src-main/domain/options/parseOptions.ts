import { StudioError } from '../errors.ts';
import type { OptionInfo } from './OptionInfo.ts';
import { legalRangeOf } from './OptionInfo.ts';

/**
 * Reads `name=value,name=value`. Values are not yet checked against their ranges; numbers are numbers.
 * @param method  named in the messages
 * @throws InvalidOption for an unknown option, one given twice, or text where a number belongs
 */
export function parseOptions(
  method: string,
  infos: readonly OptionInfo[],
  text: string,
): Readonly<Record<string, string | number>> {
  const given = new Map<string, string | number>();
  for (const part of text.split(',').filter((entry) => entry.trim() !== '')) {
    const [name = '', ...rest] = part.split('=').map((entry) => entry.trim());
    const value = rest.join('=');
    const info = infos.find((candidate) => candidate.name === name);
    if (!info) {
      const known = infos.map((candidate) => candidate.name).join(', ');
      throw invalid(`${method} has no option "${name}"; known: ${known}`, name, known, name);
    }
    if (given.has(name)) throw invalid(`${name} is given twice in "${text}"`, name, 'one value', text);
    if (!isWritten(info, value)) {
      const legal = legalRangeOf(info);
      throw invalid(`${name} must be ${legal}; found "${value}"`, name, legal, value);
    }
    given.set(name, info.kind === 'choice' ? value : Number(value));
  }
  return Object.fromEntries(given);
}

function isWritten(info: OptionInfo, value: string): boolean {
  if (info.kind === 'integer') return /^[+-]?\d+$/.test(value);
  if (info.kind === 'number') return value !== '' && Number.isFinite(Number(value));
  return true;
}

function invalid(message: string, option: string, expected: string, found: string): StudioError {
  return new StudioError('InvalidOption', message, { option, expected, found });
}
