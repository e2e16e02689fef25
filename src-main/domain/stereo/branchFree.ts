/**
 * The smaller of two integers, without a branch. Matching costs are close to random, so that a branch on them is mispredicted
 * half of the time, and Math.min on integers is compiled to one. The difference must fit int32.
 */
export function smaller(a: number, b: number): number {
  const difference = (a - b) | 0;
  return (b + (difference & (difference >> 31))) | 0;
}

export function larger(a: number, b: number): number {
  const difference = (a - b) | 0;
  return (a - (difference & (difference >> 31))) | 0;
}

/** min(value, 0) */
export function negativePart(value: number): number {
  return value & (value >> 31);
}
