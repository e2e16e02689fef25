import { colorMapGlsl } from './colorMap.glsl.ts';
import { convertGlsl } from './convert.glsl.ts';

/**
 * A point per pixel without any vertex data: the vertex number names the pixel, the raster gives its depth, the rig its
 * place. X = (u − cx)·Z/f, Y = (v − cy)·Z/f, as domain/camera/unproject. A pixel without depth is moved out of sight.
 */
export const cloudVertex = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
${colorMapGlsl}
${convertGlsl}
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
uniform sampler2D raster;
uniform ivec2 rasterSize;
// Of every stride × stride pixels one is drawn.
uniform int stride;
// Focal length and principal point at the raster's resolution, px.
uniform vec3 pinhole;
uniform float pointSize;
uniform bool dropsFlying;
// 0 picture, 1 depth, 2 error
uniform int coloring;
uniform int shownKind;
uniform sampler2D picture;
uniform bool hasPicture;
uniform sampler2D error;
uniform bool hasError;
uniform vec4 tint;
// A box of the raster whose points are reddened: from (xy) inclusive, to (zw) exclusive, texels; empty = none.
uniform vec4 marked;
out vec3 pointColor;

const float flyingShare = 0.03;
const vec3 markColor = vec3(1.0, 0.3, 0.24);
const float markShare = 0.55;

bool depthAt(ivec2 texel, out float depth) {
  if (any(lessThan(texel, ivec2(0))) || any(greaterThanEqual(texel, rasterSize))) return false;
  depth = texelFetch(raster, texel, 0).r;
  return !isMissing(depth) && convertTo(2, depth);
}

// Between a near and a far neighbour and close to neither: an interpolation across an edge, not a surface.
bool isBetween(ivec2 texel, ivec2 along, float depth) {
  float before;
  float after;
  if (!depthAt(texel - along, before) || !depthAt(texel + along, after)) return false;
  float margin = flyingShare * depth;
  return abs(depth - before) > margin && abs(depth - after) > margin && (depth - before) * (after - depth) > 0.0;
}

vec3 colorAt(ivec2 texel, float depth) {
  vec2 at = (vec2(texel) + 0.5) / vec2(rasterSize);
  if (coloring == 0) return hasPicture ? texture(picture, at).rgb : vec3(0.6);
  if (coloring == 1) {
    float value = depth;
    if (shownKind == 1) value = focalBaseline / depth - doffs;
    if (shownKind == 3) value = 1.0 / depth;
    return colorOf(value);
  }
  float value = hasError ? texelFetch(error, ivec2(at * vec2(textureSize(error, 0))), 0).r : uintBitsToFloat(0x7fc00000u);
  return isMissing(value) ? vec3(0.35) : colorOf(value);
}

void main() {
  int columns = (rasterSize.x + stride - 1) / stride;
  ivec2 texel = ivec2(gl_VertexID % columns, gl_VertexID / columns) * stride;
  gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = 0.0;
  pointColor = vec3(0.0);
  float depth;
  if (!depthAt(texel, depth)) return;
  if (dropsFlying && (isBetween(texel, ivec2(1, 0), depth) || isBetween(texel, ivec2(0, 1), depth))) return;
  vec3 point = vec3((vec2(texel) - pinhole.yz) / pinhole.x * depth, depth);
  gl_Position = projectionMatrix * (modelViewMatrix * vec4(point, 1.0));
  gl_PointSize = pointSize * float(stride);
  pointColor = mix(colorAt(texel, depth), tint.rgb, tint.a);
  vec2 center = vec2(texel) + 0.5;
  // Where the colour is a value, it stays one.
  bool isMarked = coloring == 0 && all(greaterThanEqual(center, marked.xy)) && all(lessThan(center, marked.zw));
  if (isMarked) pointColor = mix(pointColor, markColor, markShare);
}
`;

export const cloudFragment = /* glsl */ `
precision highp float;
in vec3 pointColor;
out vec4 fragColor;

void main() {
  fragColor = vec4(pointColor, 1.0);
}
`;
