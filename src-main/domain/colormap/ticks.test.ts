import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundStep, ticks } from './ticks.ts';

const labels = (min: number, max: number, count: number) => ticks(min, max, count).map((t) => t.label);

test('ticks are round numbers inside the range', () => {
  expect(labels(3.2, 64.1, 6)).toEqual(['10', '20', '30', '40', '50', '60']);
  expect(labels(-1, 1, 4)).toEqual(['−1.0', '−0.5', '0.0', '0.5', '1.0']);
  expect(labels(0, 0.25, 5)).toEqual(['0.00', '0.05', '0.10', '0.15', '0.20', '0.25']);
});

test('zero is written without a sign', () => {
  expect(labels(-0.3, 0.3, 6)).toEqual(['−0.3', '−0.2', '−0.1', '0.0', '0.1', '0.2', '0.3']);
});

test('an empty or infinite range has no ticks', () => {
  expect(ticks(1, 1, 5)).toEqual([]);
  expect(ticks(2, 1, 5)).toEqual([]);
  expect(ticks(0, Infinity, 5)).toEqual([]);
});

test('steps are 1, 2 or 5 times a power of ten', () => {
  expect([0.9, 1.3, 2.2, 4, 8, 0.03].map(roundStep)).toEqual([1, 1, 2, 5, 10, 0.02]);
});

test('any range has between half and twice as many ticks as asked, all inside', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      (min, span) => {
        const found = ticks(min, min + span, 6);
        expect(found.length).toBeGreaterThanOrEqual(3);
        expect(found.length).toBeLessThanOrEqual(13);
        const slack = span * 1e-6;
        for (const { value } of found) {
          expect(value).toBeGreaterThanOrEqual(min - slack);
          expect(value).toBeLessThanOrEqual(min + span + slack);
        }
      },
    ),
    { seed: 7 },
  );
});
