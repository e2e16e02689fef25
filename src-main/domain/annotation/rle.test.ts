import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import type { Mask } from '../rasters/Raster.ts';
import {
  compressRunLengths,
  countsOfMask,
  expandRunLengths,
  maskFromCounts,
  maskFromRunLengths,
  runLengthsOf,
} from './rle.ts';

const masks = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height, max: 1 })
      .map((data): Mask => ({ width, height, data: Uint8Array.from(data) })),
  );

describe('run-length code', () => {
  it('gives the published counts and string of the worked case', () => {
    const counts = [5, 2, 2, 2, 2, 2, 5];
    const mask = maskFromRunLengths(counts, 5, 4);
    expect(Array.from(mask.data)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    expect(runLengthsOf(mask)).toEqual(counts);
    expect(compressRunLengths(counts)).toBe('5220003');
    expect(expandRunLengths('5220003')).toEqual(counts);
  });

  it('begins with a run of zeros, of length 0 where the first pixel is set', () => {
    expect(runLengthsOf({ width: 2, height: 1, data: Uint8Array.of(1, 1) })).toEqual([0, 2]);
    expect(runLengthsOf({ width: 2, height: 1, data: Uint8Array.of(0, 0) })).toEqual([2]);
  });

  it('brings every mask back, compressed or not', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        expect(maskFromRunLengths(runLengthsOf(mask), mask.width, mask.height)).toEqual(mask);
        expect(maskFromCounts(countsOfMask(mask), mask.width, mask.height)).toEqual(mask);
      }),
    );
  });

  it('brings every list of run lengths back, also long and falling ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100_000_000 }), { minLength: 1 }), (counts) => {
        expect(expandRunLengths(compressRunLengths(counts))).toEqual(counts);
      }),
    );
  });

  it.each([
    ['52200 3', 'run-length string is not legal at character 5'],
    ['5220P', 'run-length string is not legal at character 5'],
    ['~', 'run-length string is not legal at character 0'],
    ['ooooooooo', 'run-length string is not legal at character 6'],
    ['O', 'run length -1 is not a count of pixels'],
  ])('refuses %j', (text, message) => {
    expect(() => expandRunLengths(text)).toThrow(expect.objectContaining({ tag: 'BadRequest', message }));
  });

  it('refuses runs of another size and lengths that are no counts', () => {
    expect(() => maskFromRunLengths([5, 2], 2, 3)).toThrow(
      expect.objectContaining({
        tag: 'BadRequest',
        message: 'run lengths cover 7 pixels, the picture has 6',
      }),
    );
    expect(() => maskFromRunLengths([1.5, 4.5], 2, 3)).toThrow(
      expect.objectContaining({ tag: 'BadRequest', message: 'run length 1.5 is not a count of pixels' }),
    );
  });
});

describe.skipIf(!hasSharedData)('real COCO files', () => {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(sharedData, 'annotations/coco', name), 'utf8'));

  it('has compressed strings that decode to their picture and encode to the same string', () => {
    const results = read('instances_val2014_fakesegm100_results.json') as {
      segmentation: { size: [number, number]; counts: string };
    }[];
    expect(results).toHaveLength(734);
    for (const { segmentation } of results) {
      const [height, width] = segmentation.size;
      const counts = expandRunLengths(segmentation.counts);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(width * height);
      expect(compressRunLengths(counts)).toBe(segmentation.counts);
    }
    const { segmentation } = results[0]!;
    const [height, width] = segmentation.size;
    expect(countsOfMask(maskFromCounts(segmentation.counts, width, height))).toBe(segmentation.counts);
  });

  it('has uncompressed runs whose set pixels are the stated area', () => {
    const { annotations } = read('cleargrasp_000000080_polygons_and_rle.json') as {
      annotations: { area: number; segmentation: { size: [number, number]; counts: number[] } }[];
    };
    const { area, segmentation } = annotations.find(({ segmentation }) => 'counts' in segmentation)!;
    const [height, width] = segmentation.size;
    const mask = maskFromRunLengths(segmentation.counts, width, height);
    expect(mask.data.reduce((sum, value) => sum + value, 0)).toBe(area);
    expect(runLengthsOf(mask)).toEqual(segmentation.counts);
  });
});
