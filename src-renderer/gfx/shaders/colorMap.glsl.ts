import { invalidHatch } from '#domain/colormap/invalidHatch.ts';

const rgb = (color: readonly number[]) => `vec3(${color.map((c) => (c / 255).toFixed(9)).join(', ')})`;

/**
 * The twin of domain/colormap: the same entry for the same value, the same hatch where there is none. NaN is tested by
 * its bits, because drivers may compile isnan() away.
 */
export const colorMapGlsl = /* glsl */ `
uniform sampler2D colorTable;
uniform vec2 valueRange;
uniform bool isReversed;

bool isMissing(float value) {
  return (floatBitsToUint(value) & 0x7fffffffu) >= 0x7f800000u;
}

int colorIndex(float value) {
  float t = clamp((value - valueRange.x) / (valueRange.y - valueRange.x), 0.0, 1.0);
  return int(floor((isReversed ? 1.0 - t : t) * 255.0 + 0.5));
}

vec3 colorOf(float value) {
  return texelFetch(colorTable, ivec2(colorIndex(value), 0), 0).rgb;
}

// At whole CSS pixels from the pane's top left.
vec3 invalidColorAt(ivec2 at) {
  return (at.x + at.y) % ${invalidHatch.periodPx} < ${invalidHatch.stripePx}
    ? ${rgb(invalidHatch.stripe)}
    : ${rgb(invalidHatch.ground)};
}
`;
