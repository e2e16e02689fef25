import type { ModelInput, ModelOutput } from './ModelManifest.ts';

/** A network whose patch tokens are compared instead of shown as a map. It is in no list of depth networks. */
export interface FeatureNetwork {
  /** The folder below the added networks that `model.onnx` lies in. */
  readonly id: string;
  readonly input: ModelInput;
  /** Which output holds [1, prefix + patches, channels]. */
  readonly output: ModelOutput;
  /** Tokens before those of the patches (class token). */
  readonly prefixTokens: number;
  /** Side of a patch, px of the network's input. */
  readonly patchPx: number;
}

/**
 * DINOv2 ViT-S/14 as it is exported for ONNX: one picture of 518 × 518, ImageNet's normalisation, `last_hidden_state`.
 * The interface is that of the Hugging Face exports (unverified: no real file was run).
 * Source: Oquab et al. 2023, arXiv:2304.07193.
 */
export const dinov2Small: FeatureNetwork = {
  id: 'dinov2-small',
  input: {
    feeds: [{ tensorName: null, pictures: ['left'], scale: 1 }],
    constants: [],
    layout: 'nchw',
    channelOrder: 'rgb',
    resize: {
      rule: 'squash',
      width: 518,
      height: 518,
      multipleOf: 14,
      interpolation: 'cubic',
      samples: 'float32',
      border: 'replicate',
    },
    normalise: { divisor: 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  },
  output: {
    quantity: 'inverse-depth:relative',
    tensorName: null,
    channel: 0,
    resize: { interpolation: 'linear', alignCorners: false },
    formula: { kind: 'identity', scale: 1 },
    trainedRange: null,
  },
  prefixTokens: 1,
  patchPx: 14,
};
