import type { OptionInfo } from '../options/OptionInfo.ts';

/** Where a network may run. `auto`: the first that works on this machine, recorded with the result. */
const networkProviders = ['auto', 'cuda', 'tensorrt', 'dml', 'coreml', 'webgpu', 'cpu'] as const;
export type NetworkProvider = (typeof networkProviders)[number];

/** What may be chosen when a network runs; the rest is in its manifest. */
export interface NetworkOptions {
  /** Target of the resize rule in px, for both sides; 0 = as the manifest says. */
  readonly inputSize: number;
  /**
   * `model`: as the manifest says. `lower-bound`, `square`: that rule with the manifest's interpolation.
   * `hugging-face`: the `minimal` rule with Pillow's bicubic on 8-bit samples, as transformers does it.
   */
  readonly resize: 'model' | 'lower-bound' | 'hugging-face' | 'square';
  readonly provider: NetworkProvider;
  /**
   * `average`: the mean of the picture's map and of the mirrored picture's, mirrored back, as ZoeDepth's evaluation does
   * it; twice the work. Not for stereo networks.
   */
  readonly flip: 'off' | 'average';
}

export const networkDefaults: NetworkOptions = {
  inputSize: 0,
  resize: 'model',
  provider: 'auto',
  flip: 'off',
};

const choice = { kind: 'choice', unit: '', min: null, max: null, step: 1 } as const;

/** Every option in the order in which specs list them. */
export const networkOptionInfos: readonly OptionInfo<keyof NetworkOptions>[] = [
  {
    name: 'inputSize',
    description:
      'size that the picture is brought to before the network sees it; 0: as the network’s authors do it',
    unit: 'px',
    kind: 'integer',
    min: 0,
    max: 8192,
    step: 1,
    choices: [],
    initial: networkDefaults.inputSize,
  },
  {
    ...choice,
    name: 'resize',
    description:
      'model: as the authors do it. lower-bound: the short side at the input size. hugging-face: as transformers does it. square: proportions ignored.',
    choices: ['model', 'lower-bound', 'hugging-face', 'square'],
    initial: networkDefaults.resize,
  },
  {
    ...choice,
    name: 'provider',
    description:
      'auto: the first of cuda, tensorrt, dml, coreml and cpu that works here; webgpu only when it is asked for',
    choices: networkProviders,
    initial: networkDefaults.provider,
  },
  {
    ...choice,
    name: 'flip',
    description:
      'average: the mean with the map of the mirrored picture, as in ZoeDepth’s evaluation; twice the work',
    choices: ['off', 'average'],
    initial: networkDefaults.flip,
  },
];
