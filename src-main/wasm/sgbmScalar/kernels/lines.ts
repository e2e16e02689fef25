import {
  channels, gradientCap, height, leftPicture, lineBytes, lines, rightPicture, width,
} from './settings';

/**
 * One quantity of one image row of both pictures as lines of u16: its values, and the smallest and largest of the line
 * interpolated from half a pixel before to half a pixel after. The right picture's lines are turned round, so that a rising
 * disparity walks forward in them: column x stands at width − 1 − x.
 *
 * Quantities 0 … channels − 1 are the gradients, the rest the intensities; the first and the last column hold the cap.
 */
@inline
export function leftLine(kind: i32): usize {
  return lines + kind * lineBytes + 64;
}
@inline
export function rightLine(kind: i32): usize {
  return lines + (3 + kind) * lineBytes + 64;
}

export const values: i32 = 0;
export const lows: i32 = 1;
export const highs: i32 = 2;

export function makeLines(quantity: i32, y: i32): void {
  fillValues(leftPicture, leftLine(values), 2, quantity, y);
  fillValues(rightPicture, rightLine(values) + 2 * (width - 1), -2, quantity, y);
  fillRanges(leftLine(0));
  fillRanges(rightLine(0));
}

/** `step`: bytes from the value of a column to that of the next. */
function fillValues(picture: usize, line: usize, step: i32, quantity: i32, y: i32): void {
  const pixel = channels;
  const stride = width * pixel;
  const channel = quantity % pixel;
  const here = picture + y * stride + channel;
  const above = picture + max(y - 1, 0) * stride + channel;
  const below = picture + min(y + 1, height - 1) * stride + channel;
  const end = width - 1;
  const cap = gradientCap;
  const isGradient = quantity < pixel;
  store<u16>(line, <u16>(cap & 255));
  for (let x = 1; x < end; x++) {
    const at = x * pixel;
    line += step;
    let value = <i32>load<u8>(here + at);
    if (isGradient) {
      const sobel = 2 * across(here + at, pixel) + across(above + at, pixel) + across(below + at, pixel);
      value = (max(min(sobel, cap), -cap) + cap) & 255;
    }
    store<u16>(line, <u16>value);
  }
  if (end > 0) store<u16>(line + step, <u16>(cap & 255));
}

/** The sample to the right less that to the left. */
@inline
function across(sample: usize, pixel: i32): i32 {
  return <i32>load<u8>(sample + pixel) - <i32>load<u8>(sample - pixel);
}

/** Half-way values are truncated; at the ends the missing neighbour is left out. */
function fillRanges(line: usize): void {
  const toLows = lows * lineBytes;
  const toHighs = highs * lineBytes;
  let before = <i32>load<u16>(line);
  let value = before;
  for (let x = 0; x < width; x++) {
    const after = x < width - 1 ? <i32>load<u16>(line, 2) : value;
    const first = (before + value) >> 1;
    const last = (value + after) >> 1;
    store<u16>(line + toLows, <u16>min(value, min(first, last)));
    store<u16>(line + toHighs, <u16>max(value, max(first, last)));
    before = value;
    value = after;
    line += 2;
  }
}
