import { selectRank } from './selection';

const digitBits: u32 = 11;
const digits: u32 = 1 << digitBits;

/**
 * What sparsification needs of the pixels that have both depths and an uncertainty (f32): the error's three values (f64
 * each: relative, squared, 1 where the ratio is 1.25 or more), and a pair of u32: a key that ascends with falling
 * uncertainty, and the index.
 *
 * @returns the number of pixels.
 */
export function gatherRanked(
  count: i32,
  truth: usize,
  prediction: usize,
  uncertainty: usize,
  relative: usize,
  squared: usize,
  wrong: usize,
  pairs: usize,
): i32 {
  let n: i32 = 0;
  for (let i: i32 = 0; i < count; i++) {
    const g = load<f64>(truth + 8 * i), p = load<f64>(prediction + 8 * i), doubt = load<f32>(uncertainty + 4 * i);
    const known = p - g + <f64>doubt;
    if (known - known != 0) continue;
    const d = p - g;
    store<f64>(relative + 8 * n, abs(d) / g);
    store<f64>(squared + 8 * n, d * d);
    store<f64>(wrong + 8 * n, max(p / g, g / p) >= 1.25 ? 1 : 0);
    const bits = doubt == 0 ? 0 : reinterpret<u32>(doubt);
    store<u32>(pairs + 8 * n, bits >> 31 ? bits : ~bits & 0x7fffffff);
    store<u32>(pairs + 8 * n, n, 4);
    n++;
  }
  return n;
}

/** Sorts pairs of u32 by the first, in three passes there and back. @returns where they lie at the end. */
export function sortPairs(pairs: usize, other: usize, count: i32, starts: usize): usize {
  for (let shift: u32 = 0; shift < 32; shift += digitBits) {
    memory.fill(starts, 0, 4 * digits);
    for (let at = pairs; at < pairs + 8 * count; at += 8) bump(starts, (load<u32>(at) >> shift) & (digits - 1));
    beginnings(starts);
    for (let at = pairs; at < pairs + 8 * count; at += 8) {
      const entry = starts + 4 * ((load<u32>(at) >> shift) & (digits - 1));
      const place = load<u32>(entry);
      store<u32>(entry, place + 1);
      store<u64>(other + 8 * place, load<u64>(at));
    }
    const swapped = pairs;
    pairs = other;
    other = swapped;
  }
  return pairs;
}

@inline
function bump(starts: usize, digit: u32): void {
  const entry = starts + 4 * digit;
  store<u32>(entry, load<u32>(entry) + 1);
}

function beginnings(starts: usize): void {
  let sum: u32 = 0;
  for (let digit: u32 = 0; digit < digits; digit++) {
    const here = load<u32>(starts + 4 * digit);
    store<u32>(starts + 4 * digit, sum);
    sum += here;
  }
}

/** Unsigned, ascending with the value; its leading 22 bits, in two digits. */
@inline
function leadingBits(at: usize): u32 {
  const bits = load<u64>(at);
  return <u32>((bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000)) >> 42);
}

/** Orders values by the leading 22 bits, ascending, there and back. */
export function sortRoughly(values: usize, other: usize, count: i32, starts: usize): void {
  for (let shift: u32 = 0; shift < 22; shift += digitBits) {
    memory.fill(starts, 0, 4 * digits);
    for (let at = values; at < values + 8 * count; at += 8) bump(starts, (leadingBits(at) >> shift) & (digits - 1));
    beginnings(starts);
    for (let at = values; at < values + 8 * count; at += 8) {
      const entry = starts + 4 * ((leadingBits(at) >> shift) & (digits - 1));
      const place = load<u32>(entry);
      store<u32>(entry, place + 1);
      store<f64>(other + 8 * place, load<f64>(at));
    }
    const swapped = values;
    values = other;
    other = swapped;
  }
}

/**
 * Stores the sums of the smallest values.
 * @param values   roughly sorted; brought into order around the bounds.
 * @param bounds   u32, ascending, at most count: how many of the smallest.
 */
export function sumSmallestOf(values: usize, count: u32, bounds: usize, boundCount: i32, sums: usize): void {
  let sum: f64 = 0;
  let done: u32 = 0, from: u32 = 0, until: u32 = 0;
  for (let k: i32 = 0; k < boundCount; k++) {
    const bound = load<u32>(bounds + 4 * k);
    if (bound > 0 && bound < count) {
      const last = bound - 1;
      if (last < from || last >= until) {
        const bits = leadingBits(values + 8 * last);
        from = until = last;
        while (from > 0 && leadingBits(values + 8 * (from - 1)) == bits) from--;
        while (until < count && leadingBits(values + 8 * until) == bits) until++;
      }
      const settled = max(done, from);
      if (bound > settled) selectRank(values + 8 * settled, 0, until - settled, last - settled);
    }
    for (; done < bound; done++) sum += load<f64>(values + 8 * done);
    store<f64>(sums + 8 * k, sum);
  }
}

/** Likewise of values in an order (the second of each pair): the sums over the last ones. */
export function sumLastOf(
  values: usize,
  pairs: usize,
  count: u32,
  bounds: usize,
  boundCount: i32,
  sums: usize,
): void {
  let sum: f64 = 0;
  let done: u32 = 0;
  for (let k: i32 = 0; k < boundCount; k++) {
    const bound = load<u32>(bounds + 4 * k);
    for (; done < bound; done++) sum += load<f64>(values + 8 * load<u32>(pairs + 8 * (count - 1 - done), 4));
    store<f64>(sums + 8 * k, sum);
  }
}
