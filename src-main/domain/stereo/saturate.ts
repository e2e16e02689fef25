/** Largest matching cost; also stands for "no such disparity". */
export const maxCost = 32767;

/** Clamps to int16, as OpenCV's 16-bit additions, subtractions and products do. */
export function saturate(value: number): number {
  return value > 32767 ? 32767 : value < -32768 ? -32768 : value;
}

/** The same for a value that cannot exceed int16's upper end. */
export function saturateBelow(value: number): number {
  return value < -32768 ? -32768 : value;
}

/** The value's lowest 16 bits as an int16, as a C cast to short. */
export function wrapToInt16(value: number): number {
  return (value << 16) >> 16;
}

/**
 * How many of the disparities OpenCV computes eight at a time, in 16 bits that saturate; the rest it computes one by one in
 * 32 bits, which is the same as long as nothing leaves int16.
 */
export function inGroups(disparities: number): number {
  return disparities & ~7;
}
