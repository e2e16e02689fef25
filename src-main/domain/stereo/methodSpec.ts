import { StudioError } from '../errors.ts';
import type { SgbmOptions } from './SgbmOptions.ts';
import { completeSgbmOptions } from './SgbmOptions.ts';
import { sgbmOptionInfos } from './sgbmOptionInfos.ts';
import { legalRangeOf, validateSgbmOptions } from './validateSgbmOptions.ts';

/** A matcher with all its options. */
export interface MethodSpec {
  readonly kind: 'sgbm';
  readonly options: SgbmOptions;
}

/**
 * Reads a method as it is written on the command line: `sgbm`, `sgbm:mode=hh,numDisparities=128`. Options that are not
 * given take the studio's defaults; P1 and P2 follow the block size.
 * @throws InvalidOption for an unknown method or option, an option given twice, or a value outside its legal range
 */
export function parseMethodSpec(spec: string): MethodSpec {
  const [kind = '', ...rest] = spec.split(':');
  if (kind.trim() !== 'sgbm') {
    throw new StudioError('InvalidOption', `unknown method "${kind}"; known: sgbm`, {
      option: 'method',
      expected: 'sgbm',
      found: kind,
    });
  }
  const options = completeSgbmOptions(parseOptions(rest.join(':')));
  validateSgbmOptions(options);
  return { kind: 'sgbm', options };
}

/** The shortest spec that parses to these options: only what differs from the defaults, in a fixed order. */
export function formatMethodSpec(spec: MethodSpec): string {
  const defaults = completeSgbmOptions({ blockSize: spec.options.blockSize });
  const written = sgbmOptionInfos
    .filter(({ name }) =>
      name === 'blockSize'
        ? spec.options.blockSize !== completeSgbmOptions().blockSize
        : spec.options[name] !== defaults[name],
    )
    .map(({ name }) => `${name}=${spec.options[name]}`);
  return written.length === 0 ? spec.kind : `${spec.kind}:${written.join(',')}`;
}

function parseOptions(text: string): Partial<SgbmOptions> {
  const given = new Map<string, string | number>();
  for (const part of text.split(',').filter((entry) => entry.trim() !== '')) {
    const [name = '', ...rest] = part.split('=').map((entry) => entry.trim());
    const value = rest.join('=');
    const info = sgbmOptionInfos.find((candidate) => candidate.name === name);
    if (!info) {
      const known = sgbmOptionInfos.map((candidate) => candidate.name).join(', ');
      throw new StudioError('InvalidOption', `sgbm has no option "${name}"; known: ${known}`, {
        option: name,
        expected: known,
        found: name,
      });
    }
    if (given.has(name)) {
      throw new StudioError('InvalidOption', `${name} is given twice in "${text}"`, {
        option: name,
        expected: 'one value',
        found: text,
      });
    }
    if (info.kind === 'integer' && !/^[+-]?\d+$/.test(value)) {
      throw new StudioError('InvalidOption', `${name} must be ${legalRangeOf(info)}; found "${value}"`, {
        option: name,
        expected: legalRangeOf(info),
        found: value,
      });
    }
    given.set(name, info.kind === 'integer' ? Number(value) : value);
  }
  return Object.fromEntries(given);
}
