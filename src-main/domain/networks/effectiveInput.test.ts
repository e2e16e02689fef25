import { describe, expect, it } from 'vitest';
import { networkDefaults } from '../methods/NetworkOptions.ts';
import { effectiveInput } from './effectiveInput.ts';
import type { ModelInput } from './ModelManifest.ts';

const input: ModelInput = {
  feeds: [{ tensorName: null, pictures: ['left'], scale: 1 }],
  constants: [],
  layout: 'nchw',
  channelOrder: 'rgb',
  resize: {
    rule: 'upper-bound',
    width: 1064,
    height: 616,
    multipleOf: 14,
    interpolation: 'cubic',
    samples: 'float32',
    border: 'replicate',
  },
  normalise: { divisor: 255, mean: [0, 0, 0], std: [1, 1, 1] },
};

describe('effectiveInput', () => {
  it('leaves the manifest as it is by default', () => {
    expect(effectiveInput(input, networkDefaults)).toEqual(input);
  });

  it('keeps the target’s proportions and the multiple at another size', () => {
    const { resize } = effectiveInput(input, { ...networkDefaults, inputSize: 530 });
    expect([resize.width, resize.height, resize.rule]).toEqual([532, 308, 'upper-bound']);
  });

  it('takes Pillow’s bicubic on 8 bits for transformers’ numbers', () => {
    const { resize } = effectiveInput(input, { ...networkDefaults, resize: 'hugging-face' });
    expect(resize).toMatchObject({
      rule: 'minimal',
      interpolation: 'pil-bicubic',
      samples: 'uint8',
      width: 1064,
    });
    expect(effectiveInput(input, { ...networkDefaults, resize: 'square' }).resize.rule).toBe('squash');
  });
});
