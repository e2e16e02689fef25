import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderFromLargest } from './orderFromLargest.ts';

it('orders any float32 values as a stable sort does', () => {
  const values = fc.array(
    fc.oneof(fc.float({ noNaN: true }), fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity)),
  );
  fc.assert(
    fc.property(values, (list) => {
      const expected = list
        .map((_, i) => i)
        .sort((a, b) => (list[a] === list[b] ? a - b : list[b]! > list[a]! ? 1 : -1));
      expect([...orderFromLargest(Float32Array.from(list))]).toEqual(expected);
    }),
  );
});
