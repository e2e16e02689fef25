/** R of fdlibm's e_acos.c: (asin x − x) / x as a function of x². */
@inline
function rest(z: v128): v128 {
  let p = f64x2.splat(3.47933107596021167570e-5);
  p = f64x2.add(f64x2.splat(7.91534994289814532176e-4), f64x2.mul(z, p));
  p = f64x2.add(f64x2.splat(-4.00555345006794114027e-2), f64x2.mul(z, p));
  p = f64x2.add(f64x2.splat(2.01212532134862925881e-1), f64x2.mul(z, p));
  p = f64x2.add(f64x2.splat(-3.25565818622400915405e-1), f64x2.mul(z, p));
  p = f64x2.add(f64x2.splat(1.66666666666666657415e-1), f64x2.mul(z, p));
  let q = f64x2.splat(7.70381505559019352791e-2);
  q = f64x2.add(f64x2.splat(-6.88283971605453293030e-1), f64x2.mul(z, q));
  q = f64x2.add(f64x2.splat(2.02094576023350569471), f64x2.mul(z, q));
  q = f64x2.add(f64x2.splat(-2.40339491173441421878), f64x2.mul(z, q));
  q = f64x2.add(f64x2.splat(1), f64x2.mul(z, q));
  return f64x2.div(f64x2.mul(z, p), q);
}

/** Arc cosines of two numbers in [-1, 1]; of two of at least a half, as they are usual, by SIMD. Source: fdlibm. */
@inline
export function arcCosines(x: v128): v128 {
  if (!i64x2.all_true(f64x2.ge(x, f64x2.splat(0.5)))) {
    return f64x2(Math.acos(f64x2.extract_lane(x, 0)), Math.acos(f64x2.extract_lane(x, 1)));
  }
  const z = f64x2.mul(f64x2.sub(f64x2.splat(1), x), f64x2.splat(0.5));
  const s = f64x2.sqrt(z);
  const high = v128.and(s, i64x2.splat(0xffffffff00000000));
  const isZero = f64x2.eq(s, f64x2.splat(0));
  const low = v128.andnot(
    f64x2.div(f64x2.sub(z, f64x2.mul(high, high)), f64x2.add(s, high)),
    isZero,
  );
  const w = f64x2.add(f64x2.mul(rest(z), s), low);
  return f64x2.mul(f64x2.splat(2), f64x2.add(high, w));
}
