/** What all flat layers share: one triangle over the pane, and where in the image a fragment lies. */
export const flatVertex = /* glsl */ `
void main() {
  vec2 corner = vec2(float((gl_VertexID << 1) & 2), float(gl_VertexID & 2));
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}
`;

export const flatGlsl = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;

// Left, bottom, width, height of the pane; device pixels of the canvas.
uniform vec4 pane;
uniform float pixelRatio;
uniform vec2 center;
// Device pixels per image pixel.
uniform float zoom;
uniform vec2 imageSize;
out vec4 fragColor;

vec2 panePoint() {
  return vec2(gl_FragCoord.x - pane.x, pane.y + pane.w - gl_FragCoord.y);
}

vec2 imagePoint() {
  return (panePoint() - 0.5 * pane.zw) / zoom + center;
}

bool isOutside(vec2 point) {
  return any(lessThan(point, vec2(0.0))) || any(greaterThanEqual(point, imageSize));
}
`;
