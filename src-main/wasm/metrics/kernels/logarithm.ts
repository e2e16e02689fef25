/** log 2 in two parts: the first times a whole number is exact. */
const highLog2: f64 = 6.93147180369123816490e-1;
const lowLog2: f64 = 1.90821492927058770002e-10;
const leastNormal: f64 = 2.2250738585072014e-308;
/** √½ as the high word of its bits, against 1. */
const rootOfHalf: i64 = 0x3fe6a09e00000000;
const one: i64 = 0x3ff0000000000000;

/**
 * Natural logarithms of two numbers that are not negative, to less than a unit in the last place.
 * Source: FreeBSD's e_log.c (fdlibm): argument within √½ … √2 by taking the exponent off, then a polynomial in
 * s = f / (2 + f).
 */
@inline
export function logarithms(x: v128): v128 {
  // What is too small to have a full mantissa is made 2⁵⁴ times as large first.
  const isTiny = f64x2.lt(x, f64x2.splat(leastNormal));
  const normal = v128.bitselect(f64x2.mul(x, f64x2.splat(18014398509481984)), x, isTiny);
  const shifted = i64x2.add(normal, i64x2.splat(one - rootOfHalf));
  const exponents = i64x2.sub(i64x2.shr_u(shifted, 52), i64x2.splat(1023));
  let k = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponents, exponents, 0, 2, 0, 2));
  k = f64x2.sub(k, v128.and(f64x2.splat(54), isTiny));
  const mantissa = i64x2.add(v128.and(shifted, i64x2.splat(0x000fffffffffffff)), i64x2.splat(rootOfHalf));
  const f = f64x2.sub(mantissa, f64x2.splat(1));
  const halfSquare = f64x2.mul(f64x2.splat(0.5), f64x2.mul(f, f));
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s), w = f64x2.mul(z, z);
  let even = f64x2.splat(1.531383769920937332e-1);
  even = f64x2.add(f64x2.splat(2.222219843214978396e-1), f64x2.mul(w, even));
  even = f64x2.add(f64x2.splat(3.999999999940941908e-1), f64x2.mul(w, even));
  let odd = f64x2.splat(1.479819860511658591e-1);
  odd = f64x2.add(f64x2.splat(1.818357216161805012e-1), f64x2.mul(w, odd));
  odd = f64x2.add(f64x2.splat(2.857142874366239149e-1), f64x2.mul(w, odd));
  odd = f64x2.add(f64x2.splat(6.666666666666735130e-1), f64x2.mul(w, odd));
  const rest = f64x2.add(f64x2.mul(w, even), f64x2.mul(z, odd));
  let sum = f64x2.mul(s, f64x2.add(halfSquare, rest));
  sum = f64x2.sub(f64x2.add(sum, f64x2.mul(k, f64x2.splat(lowLog2))), halfSquare);
  sum = f64x2.add(f64x2.add(sum, f), f64x2.mul(k, f64x2.splat(highLog2)));
  sum = v128.bitselect(f64x2.splat(-Infinity), sum, f64x2.eq(x, f64x2.splat(0)));
  return v128.bitselect(x, sum, f64x2.eq(x, f64x2.splat(Infinity)));
}
