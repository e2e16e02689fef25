import { colorMapGlsl } from './colorMap.glsl.ts';
import { convertGlsl } from './convert.glsl.ts';
import { flatGlsl } from './flat.glsl.ts';

/**
 * A raster through a colour map. Enlarged: the nearest value. Reduced: the valid value nearest to the fragment's
 * centre among those that it covers (up to 5 × 5), so that sparse ground truth does not vanish; values are never mixed.
 */
export const rasterFragment = /* glsl */ `
${flatGlsl}
${colorMapGlsl}
${convertGlsl}
uniform sampler2D raster;
uniform vec2 rasterSize;
uniform bool isAbsolute;

bool valueAt(ivec2 texel, out float value) {
  ivec2 last = ivec2(rasterSize) - 1;
  value = texelFetch(raster, clamp(texel, ivec2(0), last), 0).r;
  if (isMissing(value)) return false;
  if (!convertTo(toKind, value)) return false;
  if (isAbsolute) value = abs(value);
  return true;
}

bool valueNear(vec2 point, vec2 footprint, out float value) {
  if (valueAt(ivec2(floor(point)), value)) return true;
  ivec2 reach = min(ivec2(ceil(footprint * 0.5 - 0.5)), ivec2(2));
  if (reach.x < 1 && reach.y < 1) return false;
  vec2 stride = max(footprint / 5.0, vec2(1.0));
  float nearest = 1e9;
  bool isFound = false;
  for (int dy = -reach.y; dy <= reach.y; dy++) {
    for (int dx = -reach.x; dx <= reach.x; dx++) {
      float away = float(dx * dx + dy * dy);
      float candidate;
      if (away < nearest && valueAt(ivec2(floor(point + vec2(dx, dy) * stride)), candidate)) {
        nearest = away;
        value = candidate;
        isFound = true;
      }
    }
  }
  return isFound;
}

void main() {
  vec2 at = imagePoint();
  if (isOutside(at)) discard;
  vec2 scale = rasterSize / imageSize;
  float value;
  vec3 color = valueNear(at * scale, scale / zoom, value)
    ? colorOf(value)
    : invalidColorAt(ivec2(floor(panePoint() / pixelRatio)));
  fragColor = vec4(color, 1.0);
}
`;

export const pictureFragment = /* glsl */ `
${flatGlsl}
uniform sampler2D picture;

void main() {
  vec2 at = imagePoint();
  vec4 color = texture(picture, at / imageSize);
  if (isOutside(at)) discard;
  fragColor = vec4(color.rgb, 1.0);
}
`;
