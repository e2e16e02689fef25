/**
 * A row's edge-aware smoothness terms (see domain/photometric/edgeAwareSmoothness.ts).
 *
 * @param values, picture  f32, and u8 × channels, of the row's first pixel; rows follow each other
 * @param hasBelow  0 in the last row
 * @param mean      that the disparities are divided by
 * @param factors   f64 by the sum of a pair's absolute differences over channels: its weight
 * @param target    f32 × width
 * @param totals    f64 × 4, added to: sum and number of the terms across, sum and number of those down
 */
export function addSmoothness(
  values: usize,
  picture: usize,
  width: i32,
  channels: i32,
  hasBelow: i32,
  mean: f64,
  factors: usize,
  target: usize,
  totals: usize,
): void {
  const below: usize = 4 * width;
  const pictureBelow: usize = width * channels;
  let across = load<f64>(totals);
  let pairsAcross = load<f64>(totals, 8);
  let down = load<f64>(totals, 16);
  let pairsDown = load<f64>(totals, 24);
  for (let x = 0; x < width; x++) {
    const value = <f64>load<f32>(values);
    let found = f32.NaN;
    if (x < width - 1) {
      const step = abs(<f64>load<f32>(values, 4) - value) / mean;
      if (!isNaN(step)) {
        const term = step * load<f64>(factors + 8 * contrast(picture, picture + channels, channels));
        found = <f32>term;
        across += term;
        pairsAcross += 1;
      }
    }
    if (hasBelow) {
      const step = abs(<f64>load<f32>(values + below) - value) / mean;
      if (!isNaN(step)) {
        const term = step * load<f64>(factors + 8 * contrast(picture, picture + pictureBelow, channels));
        found = <f32>((isNaN(found) ? 0 : <f64>found) + term);
        down += term;
        pairsDown += 1;
      }
    }
    store<f32>(target + 4 * x, found);
    values += 4;
    picture += channels;
  }
  store<f64>(totals, across);
  store<f64>(totals, pairsAcross, 8);
  store<f64>(totals, down, 16);
  store<f64>(totals, pairsDown, 24);
}

/** Sum over channels of the absolute difference of two pixels. */
@inline
function contrast(a: usize, b: usize, channels: i32): i32 {
  let sum: i32 = 0;
  for (let c = 0; c < channels; c++) sum += abs(<i32>load<u8>(a + c) - <i32>load<u8>(b + c));
  return sum;
}
