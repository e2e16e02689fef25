import { describe, expect, it } from 'vitest';
import { effectiveSgbmOptions } from '#domain/stereo/effectiveSgbmOptions.ts';
import { searchRange } from '#domain/stereo/SearchRange.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { completeSgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { planFrame } from './planFrame.ts';

function plan(width: number, height: number, given: Partial<SgbmOptions>) {
  const options = effectiveSgbmOptions(completeSgbmOptions(given));
  return planFrame(searchRange({ width, height }, options), options, options.channels);
}

describe('planFrame', () => {
  it.each(['hh', 'hh4'] as const)(
    'needs at most 1 GiB for a 6-megapixel frame with 256 disparities, in mode %s',
    (mode) => {
      const whole = 2964 * 2000 * 256 * 2 * 2;
      const { bytes, bandRows, checkpoints } = plan(2964, 2000, { mode, numDisparities: 256, channels: 3 });
      expect(bytes).toBeLessThan(2 ** 30);
      expect(whole).toBeGreaterThan(5 * 2 ** 30);
      expect(bandRows).toBeGreaterThan(20);
      expect(bandRows * checkpoints.length).toBeGreaterThanOrEqual(2000);
    },
  );

  it('keeps a KITTI frame in one piece', () => {
    const { bandRows, checkpoints } = plan(1242, 375, { mode: 'hh', numDisparities: 128 });
    expect([bandRows, checkpoints.length]).toEqual([375, 0]);
  });

  it('refuses what does not fit 2 GiB, naming what is needed and what may be taken', () => {
    const huge = { mode: 'sgbm', numDisparities: 2032, blockSize: 51 } as const;
    expect(() => plan(14_000, 100, huge)).toThrow(
      expect.objectContaining({
        tag: 'TooLarge',
        message: expect.stringMatching(
          /^mode sgbm needs \d+ MiB for 11968 columns × 100 rows × 2032 disparities with block 51; at most 2048 MiB are taken/,
        ) as unknown,
        fields: { expected: '≤ 2048 MiB', found: expect.stringMatching(/^\d+ MiB$/) as unknown },
      }),
    );
  });
});
