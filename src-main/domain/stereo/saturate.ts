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
