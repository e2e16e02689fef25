import { completeSgbmOptions } from '../stereo/SgbmOptions.ts';
import { sgbmOptionInfos } from '../stereo/sgbmOptionInfos.ts';
import type { MethodSpec, SgbmMethod } from './MethodSpec.ts';

/** The shortest spec that parses to this method: only what differs from the defaults, in a fixed order. */
export function formatMethodSpec(method: MethodSpec): string {
  const written = writtenSgbm(method);
  return written.length === 0 ? method.kind : `${method.kind}:${written.join(',')}`;
}

function writtenSgbm({ options }: SgbmMethod): string[] {
  const defaults = completeSgbmOptions({ blockSize: options.blockSize });
  return sgbmOptionInfos
    .filter(({ name }) =>
      name === 'blockSize'
        ? options.blockSize !== completeSgbmOptions().blockSize
        : options[name] !== defaults[name],
    )
    .map(({ name }) => `${name}=${options[name]}`);
}
