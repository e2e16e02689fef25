/**
 * Messages of belief propagation (see domain/stereo/global/MessagePassing.ts, which says what is computed). Sixteen labels
 * at a time: what a node has heard, less what the receiver said and less the smallest of that, is cut off at `most` ≤ 255
 * and fits u8, because a message never exceeds `most`. The minimum over all labels of c(a) + slope · |a − b| is then a
 * scan: within a vector by shifts of 1, 2, 4 and 8 lanes, from vector to vector by the last lane plus a ramp.
 */

/** Lanes that are shifted in: no candidate. */
@inline
function none(): v128 {
  return i8x16.splat(-1);
}

/**
 * The nodes of row y where x + y + parity is even send to their four neighbours.
 *
 * @param labels   a multiple of 16
 * @param values   data costs of the level: u8, or u16 where isWide; costs plus four messages must fit i16
 * @param up, down, left, right  u8, the messages that each node sends, laid out as the costs
 * @param silence  u8 × labels, zeros: what is heard from beyond the border
 * @param scratch  4 · labels + 32 bytes
 */
export function sendRow(
  y: i32,
  parity: i32,
  columns: i32,
  rows: i32,
  labels: i32,
  values: usize,
  isWide: i32,
  up: usize,
  down: usize,
  left: usize,
  right: usize,
  silence: usize,
  scratch: usize,
  slope: i32,
  most: i32,
): void {
  const below: usize = columns * labels;
  const heard = scratch;
  const own = scratch + 2 * labels;
  const ramps = scratch + 4 * labels;
  for (let i = 0; i < 16; i++) {
    store<u8>(ramps + i, <u8>min((i + 1) * slope, 255));
    store<u8>(ramps + 16 + i, <u8>min((16 - i) * slope, 255));
  }
  for (let x = (y + parity) & 1; x < columns; x += 2) {
    const at: usize = (y * columns + x) * labels;
    const saidAbove = y > 0 ? down + at - below : silence;
    const saidBelow = y < rows - 1 ? up + at + below : silence;
    const saidLeft = x > 0 ? right + at - labels : silence;
    const saidRight = x < columns - 1 ? left + at + labels : silence;
    if (isWide) listenWide(values + 2 * at, saidBelow, saidAbove, saidRight, saidLeft, heard, labels);
    else listen(values + at, saidBelow, saidAbove, saidRight, saidLeft, heard, labels);
    send(saidAbove, up + at, heard, own, ramps, labels, slope, most);
    send(saidBelow, down + at, heard, own, ramps, labels, slope, most);
    send(saidLeft, left + at, heard, own, ramps, labels, slope, most);
    send(saidRight, right + at, heard, own, ramps, labels, slope, most);
  }
}

/** Sums a node's costs and what its neighbours tell it. */
function listen(value: usize, a: usize, b: usize, c: usize, d: usize, heard: usize, labels: i32): void {
  for (let l = 0; l < labels; l += 16) {
    const cost = v128.load(value + l);
    const low = i16x8.extend_low_i8x16_u(cost);
    const high = i16x8.extend_high_i8x16_u(cost);
    addMessages(low, high, a + l, b + l, c + l, d + l, heard + 2 * l);
  }
}

function listenWide(value: usize, a: usize, b: usize, c: usize, d: usize, heard: usize, labels: i32): void {
  for (let l = 0; l < labels; l += 16) {
    const low = v128.load(value + 2 * l);
    const high = v128.load(value + 2 * l, 16);
    addMessages(low, high, a + l, b + l, c + l, d + l, heard + 2 * l);
  }
}

@inline
function addMessages(low: v128, high: v128, a: usize, b: usize, c: usize, d: usize, heard: usize): void {
  const fromA = v128.load(a);
  const fromB = v128.load(b);
  const fromC = v128.load(c);
  const fromD = v128.load(d);
  low = i16x8.add(low, i16x8.add(i16x8.extend_low_i8x16_u(fromA), i16x8.extend_low_i8x16_u(fromB)));
  low = i16x8.add(low, i16x8.add(i16x8.extend_low_i8x16_u(fromC), i16x8.extend_low_i8x16_u(fromD)));
  high = i16x8.add(high, i16x8.add(i16x8.extend_high_i8x16_u(fromA), i16x8.extend_high_i8x16_u(fromB)));
  high = i16x8.add(high, i16x8.add(i16x8.extend_high_i8x16_u(fromC), i16x8.extend_high_i8x16_u(fromD)));
  v128.store(heard, low);
  v128.store(heard, high, 16);
}

/**
 * Writes the message to one neighbour.
 * @param reply  what that neighbour said, which it is not told again
 * @param own    scratch, i16 × labels
 */
function send(
  reply: usize,
  message: usize,
  heard: usize,
  own: usize,
  ramps: usize,
  labels: i32,
  slope: i32,
  most: i32,
): void {
  let least = i16x8.splat(0x7fff);
  for (let l = 0; l < labels; l += 16) {
    const said = v128.load(reply + l);
    const low = i16x8.sub(v128.load(heard + 2 * l), i16x8.extend_low_i8x16_u(said));
    const high = i16x8.sub(v128.load(heard + 2 * l, 16), i16x8.extend_high_i8x16_u(said));
    v128.store(own + 2 * l, low);
    v128.store(own + 2 * l, high, 16);
    least = i16x8.min_s(least, i16x8.min_s(low, high));
  }
  least = i16x8.min_s(least, v128.shuffle<i16>(least, least, 4, 5, 6, 7, 0, 1, 2, 3));
  least = i16x8.min_s(least, v128.shuffle<i16>(least, least, 2, 3, 0, 1, 6, 7, 4, 5));
  least = i16x8.min_s(least, v128.shuffle<i16>(least, least, 1, 0, 3, 2, 5, 4, 7, 6));

  const one = i8x16.splat(<i8>min(slope, 255));
  const two = i8x16.splat(<i8>min(2 * slope, 255));
  const four = i8x16.splat(<i8>min(4 * slope, 255));
  const eight = i8x16.splat(<i8>min(8 * slope, 255));
  const limit = i8x16.splat(<i8>most);
  const empty = none();
  const rising = v128.load(ramps);
  let carried = empty;
  for (let l = 0; l < labels; l += 16) {
    const low = i16x8.sub(v128.load(own + 2 * l), least);
    const high = i16x8.sub(v128.load(own + 2 * l, 16), least);
    let c = i8x16.min_u(i8x16.narrow_i16x8_u(low, high), limit);
    c = nearer(c, v128.shuffle<i8>(empty, c, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30), one);
    c = nearer(c, v128.shuffle<i8>(empty, c, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29), two);
    c = nearer(c, v128.shuffle<i8>(empty, c, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27), four);
    c = nearer(c, v128.shuffle<i8>(empty, c, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23), eight);
    c = nearer(c, carried, rising);
    v128.store(message + l, c);
    carried = v128.shuffle<i8>(c, c, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15);
  }
  const falling = v128.load(ramps, 16);
  carried = empty;
  for (let l = labels - 16; l >= 0; l -= 16) {
    let c = v128.load(message + l);
    c = nearer(c, v128.shuffle<i8>(c, empty, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16), one);
    c = nearer(c, v128.shuffle<i8>(c, empty, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17), two);
    c = nearer(c, v128.shuffle<i8>(c, empty, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19), four);
    c = nearer(c, v128.shuffle<i8>(c, empty, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23), eight);
    c = nearer(c, carried, falling);
    v128.store(message + l, c);
    carried = v128.shuffle<i8>(c, c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}

/** The smaller of a label's own candidate and that of another one with the way there. */
@inline
function nearer(own: v128, other: v128, way: v128): v128 {
  return i8x16.min_u(own, i8x16.add_sat_u(other, way));
}
