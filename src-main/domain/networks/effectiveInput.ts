import type { NetworkOptions } from '../methods/NetworkOptions.ts';
import type { ModelInput, ResizeSpec } from './ModelManifest.ts';

/**
 * The manifest's preprocessing with what the user chose instead. `inputSize` replaces both sides of the target, kept in
 * proportion where the manifest's differ, and is brought to a multiple of what the network needs.
 */
export function effectiveInput(input: ModelInput, { inputSize, resize }: NetworkOptions): ModelInput {
  const spec = { ...input.resize, ...rules[resize] };
  return { ...input, resize: inputSize === 0 ? spec : { ...spec, ...sized(spec, inputSize) } };
}

const rules: Readonly<Record<NetworkOptions['resize'], Partial<ResizeSpec>>> = {
  model: {},
  'lower-bound': { rule: 'lower-bound' },
  'hugging-face': { rule: 'minimal', interpolation: 'pil-bicubic', samples: 'uint8' },
  square: { rule: 'squash' },
};

/** The longer target side becomes the input size; rules that pad have no target to change but follow all the same. */
function sized(
  { width, height, multipleOf }: ResizeSpec,
  inputSize: number,
): Pick<ResizeSpec, 'width' | 'height'> {
  const longer = Math.max(width, height);
  const side = (length: number) =>
    Math.max(multipleOf, Math.round((length * inputSize) / longer / multipleOf) * multipleOf);
  return { width: side(width), height: side(height) };
}
