import { StudioError } from '../errors.ts';
import { choiceOption } from '../options/declareOption.ts';
import type { OptionInfo } from '../options/OptionInfo.ts';
import { parseOptions } from '../options/parseOptions.ts';
import { filterOptionInfos } from '../stereo/filters/filterOptionInfos.ts';
import { completeStereoMethod } from './completeStereoMethod.ts';
import { matcherOptionInfos } from './matcherOptionInfos.ts';
import { matcherPresets } from './matcherPresets.ts';
import type { MethodSpec, NetworkMethod, StereoMethod } from './MethodSpec.ts';
import { networkDefaults, networkOptionInfos, type NetworkOptions } from './NetworkOptions.ts';
import { validateNetworkOptions } from './validateNetworkOptions.ts';

/**
 * Reads a method as it is written on the command line: `sgbm`, `sgbm:mode=hh,numDisparities=128`, `block:cost=census`,
 * `global`, each with filters (`sgbm:leftRightMaxDiff=1,median=5`), and what is no matcher is the id of a network or the
 * path of an `.onnx` file: `depth-anything-v2-small:inputSize=518`. Options that are not given take the studio's defaults,
 * or those of a preset (`block:preset=kitti,blockSize=7`);
 * SGBM's P1 and P2 follow the block size. Whether such a network exists is not asked.
 * @throws InvalidOption for an unknown method or option, an option given twice, or a value outside its legal range
 */
export function parseMethodSpec(spec: string): MethodSpec {
  const { head, options } = splitSpec(spec);
  if (head === 'sgbm' || head === 'block' || head === 'global') return parseStereo(head, options);
  if (isModelName(head)) return parseNetwork(head, options);
  throw new StudioError(
    'InvalidOption',
    `unknown method "${head}"; known: sgbm, block, global, a network's id, a .onnx file`,
    {
      option: 'method',
      expected: 'sgbm, block, global, a network’s id or a .onnx file',
      found: head,
    },
  );
}

/** The last colon that an option follows: a path may have colons of its own (`C:\x.onnx`). */
function splitSpec(spec: string): { readonly head: string; readonly options: string } {
  const options = /:\s*(?:[A-Za-z]\w*\s*=[^:]*)?$/.exec(spec);
  if (options === null && !spec.includes('.onnx')) {
    const colon = spec.indexOf(':');
    if (colon >= 0) return { head: spec.slice(0, colon).trim(), options: spec.slice(colon + 1) };
  }
  if (options === null) return { head: spec.trim(), options: '' };
  return { head: spec.slice(0, options.index).trim(), options: options[0].slice(1) };
}

/** True for what may name a network: the grammar of ids, or a path that ends in `.onnx`. */
function isModelName(head: string): boolean {
  return /^[a-z0-9][a-z0-9._-]*$/.test(head) || /\.onnx$/i.test(head);
}

function parseStereo(kind: StereoMethod['kind'], text: string): StereoMethod {
  const infos = [...matcherOptionInfos[kind], ...filterOptionInfos, presetInfo(kind)];
  return completeStereoMethod(kind, parseOptions(kind, infos, text));
}

function presetInfo(kind: StereoMethod['kind']): OptionInfo {
  const choices = matcherPresets[kind].map(({ id }) => id);
  return choiceOption({
    name: 'preset',
    choices,
    initial: choices[0]!,
    description: 'Where options start from.',
  });
}

function parseNetwork(model: string, text: string): NetworkMethod {
  const given = parseOptions(model, networkOptionInfos, text) as Partial<NetworkOptions>;
  const options = { ...networkDefaults, ...given };
  validateNetworkOptions(options);
  return { kind: 'network', model, options };
}
