import { StudioError } from '../errors.ts';
import type { SgbmOptions } from '../stereo/SgbmOptions.ts';
import { completeSgbmOptions } from '../stereo/SgbmOptions.ts';
import { sgbmOptionInfos } from '../stereo/sgbmOptionInfos.ts';
import { validateSgbmOptions } from '../stereo/validateSgbmOptions.ts';
import type { MethodSpec, SgbmMethod } from './MethodSpec.ts';
import { parseOptions } from '../options/parseOptions.ts';

/**
 * Reads a method as it is written on the command line: `sgbm`, `sgbm:mode=hh,numDisparities=128`. Options that are not
 * given take the studio's defaults; P1 and P2 follow the block size.
 * @throws InvalidOption for an unknown method or option, an option given twice, or a value outside its legal range
 */
export function parseMethodSpec(spec: string): MethodSpec {
  const colon = spec.indexOf(':');
  const head = (colon < 0 ? spec : spec.slice(0, colon)).trim();
  const options = colon < 0 ? '' : spec.slice(colon + 1);
  if (head === 'sgbm') return parseSgbm(options);
  throw new StudioError('InvalidOption', `unknown method "${head}"; known: sgbm`, {
    option: 'method',
    expected: 'sgbm',
    found: head,
  });
}

function parseSgbm(text: string): SgbmMethod {
  const options = completeSgbmOptions(parseOptions('sgbm', sgbmOptionInfos, text) as Partial<SgbmOptions>);
  validateSgbmOptions(options);
  return { kind: 'sgbm', options };
}
