import { describe, expect, it } from 'vitest';
import { decodeMap } from '#formats/decodeMap.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { AllocationMeter } from './AllocationMeter.ts';
import { bombs } from './bombs.ts';

/** Time and memory of the whole process are measured by `npm run fuzz:readers -- --bombs`. */
describe('decompression bombs', () => {
  it.each(bombs.map((bomb) => [bomb.name, bomb] as const))(
    'are refused before memory is asked for: %s',
    async (_name, { make, file, isPicture }) => {
      const bytes = make();
      expect(bytes.length).toBeLessThan(600_000);
      // sharp does not know the meter's stand-ins; its sizes are checked before it is called.
      const meter = isPicture || file.endsWith('png') ? null : new AllocationMeter(64 * 1024 * 1024);
      try {
        await expect((isPicture ? decodePicture : decodeMap)(bytes, file)).rejects.toMatchObject({
          tag: expect.stringMatching(/^(BadFile|Unsupported)$/) as string,
          message: expect.stringContaining(file) as string,
        });
      } finally {
        meter?.dispose();
      }
      expect(meter?.bytes ?? 0).toBeLessThan(64 * 1024 * 1024);
    },
  );
});
