const digitBits = 11;
const digits = 1 << digitBits;

/**
 * Indices of values from the largest to the smallest; equal ones keep their order. A radix sort by the bits of float32,
 * several times as fast as sorting with a comparison.
 *
 * @param values  not NaN.
 */
export function orderFromLargest(values: Float32Array): Uint32Array {
  const keys = new Uint32Array(values.length);
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  // Ascending keys for descending values: positive ones turned round, negative ones left as they are. −0 is 0.
  for (let i = 0; i < keys.length; i += 1) {
    const b = values[i] === 0 ? 0 : bits[i]!;
    keys[i] = b >>> 31 === 1 ? b : ~b & 0x7fffffff;
  }
  let order = Uint32Array.from(keys.keys());
  let next = new Uint32Array(keys.length);
  for (let shift = 0; shift < 32; shift += digitBits) {
    const starts = new Uint32Array(digits + 1);
    for (let i = 0; i < keys.length; i += 1) starts[((keys[i]! >>> shift) & (digits - 1)) + 1]! += 1;
    for (let digit = 0; digit < digits; digit += 1) starts[digit + 1]! += starts[digit]!;
    for (let k = 0; k < order.length; k += 1) {
      const digit = (keys[order[k]!]! >>> shift) & (digits - 1);
      next[starts[digit]!++] = order[k]!;
    }
    [order, next] = [next, order];
  }
  return order;
}
