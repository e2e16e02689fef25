import { colorMapGlsl } from './colorMap.glsl.ts';
import { convertGlsl } from './convert.glsl.ts';
import { flatGlsl } from './flat.glsl.ts';

/**
 * The right picture warped into the left view by a map: the twin of domain/photometric/warpFromRight. The hatch where the
 * map has no value or leads out of the picture. Reduced: the mean of up to 3 × 3 reconstructed pixels under the fragment.
 */
export const warpFragment = /* glsl */ `
${flatGlsl}
${colorMapGlsl}
${convertGlsl}
uniform sampler2D raster;
uniform sampler2D picture;

bool reconstructedAt(ivec2 at, out vec3 color) {
  ivec2 last = ivec2(imageSize) - 1;
  if (any(lessThan(at, ivec2(0))) || any(greaterThan(at, last))) return false;
  float disparity = texelFetch(raster, at, 0).r;
  if (isMissing(disparity) || !convertTo(1, disparity)) return false;
  float from = float(at.x) - disparity;
  if (from < 0.0 || from > float(last.x)) return false;
  float before = floor(from);
  vec3 here = texelFetch(picture, ivec2(int(before), at.y), 0).rgb;
  vec3 next = texelFetch(picture, ivec2(min(int(before) + 1, last.x), at.y), 0).rgb;
  color = mix(here, next, from - before);
  return true;
}

void main() {
  vec2 at = imagePoint();
  if (isOutside(at)) discard;
  float footprint = 1.0 / zoom;
  int reach = footprint > 1.5 ? 1 : 0;
  vec3 sum = vec3(0.0);
  float count = 0.0;
  for (int dy = -reach; dy <= reach; dy++) {
    for (int dx = -reach; dx <= reach; dx++) {
      vec3 color;
      if (reconstructedAt(ivec2(floor(at + vec2(dx, dy) * footprint / 3.0)), color)) {
        sum += color;
        count += 1.0;
      }
    }
  }
  vec3 color = count > 0.0 ? sum / count : invalidColorAt(ivec2(floor(panePoint() / pixelRatio)));
  fragColor = vec4(color, 1.0);
}
`;
