import { completeSgbmOptions } from '../stereo/SgbmOptions.ts';
import { sgbmOptionInfos } from '../stereo/sgbmOptionInfos.ts';
import type { MethodSpec, NetworkMethod, SgbmMethod } from './MethodSpec.ts';
import { networkDefaults, networkOptionInfos } from './NetworkOptions.ts';

/** The shortest spec that parses to this method: only what differs from the defaults, in a fixed order. */
export function formatMethodSpec(method: MethodSpec): string {
  const [head, written] =
    method.kind === 'network' ? [method.model, writtenNetwork(method)] : [method.kind, writtenSgbm(method)];
  return written.length === 0 ? head : `${head}:${written.join(',')}`;
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

function writtenNetwork({ options }: NetworkMethod): string[] {
  return networkOptionInfos
    .filter(({ name }) => options[name] !== networkDefaults[name])
    .map(({ name }) => `${name}=${options[name]}`);
}
