import { expect, test } from 'vitest';
import { completeBlockOptions } from '#domain/stereo/block/BlockOptions.ts';
import { blockOptionInfos } from '#domain/stereo/block/blockOptionInfos.ts';
import { blockPresets } from '#domain/stereo/block/blockPresets.ts';
import { BenchSlot } from '../../studio/benchSlot.svelte.ts';
import { OptionSet } from './optionSet.svelte.ts';

test('a set of options on the bench holds every matcher’s, and says which is in hand', () => {
  const slot = new BenchSlot('a');
  expect(slot.matcher.kind).toBe('sgbm');
  expect(slot.uniquenessRatio).toBe(10);
  slot.setup = { ...slot.setup, kind: 'block', block: completeBlockOptions({ uniquenessRatio: 5 }) };
  expect(slot.matcher).toEqual({ kind: 'block', options: completeBlockOptions({ uniquenessRatio: 5 }) });
  expect(slot.uniquenessRatio).toBe(5);
  slot.setup = { ...slot.setup, kind: 'global' };
  expect(slot.matcher.kind).toBe('global');
  expect(slot.uniquenessRatio).toBeNull();
  slot.setup = { ...slot.setup, kind: 'block' };
  expect(slot.uniquenessRatio).toBe(5);
});

test('a form edits the options where they are kept', () => {
  const kept = { options: completeBlockOptions() };
  const form = new OptionSet(blockOptionInfos, completeBlockOptions(), kept);
  form.set('blockSize', 5);
  expect(kept.options.blockSize).toBe(5);
  expect(form.isChanged).toBe(true);
  form.reset();
  expect(kept.options).toEqual(completeBlockOptions());
});

test('a form starts from a preset, and says which one its options are', () => {
  const form = new OptionSet(
    blockOptionInfos,
    completeBlockOptions(),
    { options: completeBlockOptions() },
    blockPresets,
  );
  expect(form.presetName).toBe('Studio default');
  form.usePreset('KITTI');
  expect(form.options).toMatchObject({ cost: 'census', numDisparities: 192 });
  expect(form.presetName).toBe('KITTI');
  form.set('blockSize', 5);
  expect(form.presetName).toBe('');
});
