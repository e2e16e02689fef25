/**
 * How a pixel without a value is drawn: slate diagonal stripes, a hue that no colour map contains, so that neither
 * its colour nor its pattern reads as a value. RGB, 8 bit.
 */
export const invalidHatch = {
  ground: [43, 49, 58],
  stripe: [84, 96, 112],
  /** Stripes run along x + y, repeat every `periodPx` screen pixels and are `stripePx` wide. */
  periodPx: 8,
  stripePx: 3,
} as const;

/** The colour of an invalid pixel at a place on the screen (whole pixels from the top left). */
export function invalidColorAt(x: number, y: number): readonly [number, number, number] {
  return (x + y) % invalidHatch.periodPx < invalidHatch.stripePx ? invalidHatch.stripe : invalidHatch.ground;
}
