import { expect, test } from 'vitest';
import type { RegionRecord } from '#domain/records.ts';
import { regionAt } from './regionAt.ts';

const region = (id: number, bbox: RegionRecord['bbox']) => ({ id, bbox }) as RegionRecord;

test('of two regions the smaller one is found, whatever their order', () => {
  const regions = [region(1, [0, 0, 50, 50]), region(2, [10, 10, 5, 5]), region(3, [0, 0, 90, 90])];
  expect(regionAt(regions, { x: 12, y: 12 })?.id).toBe(2);
  expect(regionAt(regions, { x: 30, y: 12 })?.id).toBe(1);
  expect(regionAt(regions, { x: 95, y: 12 })).toBeNull();
});
