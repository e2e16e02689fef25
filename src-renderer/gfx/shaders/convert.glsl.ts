/**
 * The twin of domain/camera/convertScalar: disparity ↔ depth ↔ inverse depth with Z = f·B / (d + doffs). False where
 * the conversion has no meaning. Kinds: 0 none (the value stays), 1 disparity px, 2 depth m, 3 inverse depth 1/m.
 */
export const convertGlsl = /* glsl */ `
uniform int fromKind;
uniform int toKind;
uniform float focalBaseline;
uniform float doffs;

bool inverseDepthFrom(int kind, inout float value) {
  if (kind == 1) value = (value + doffs) / focalBaseline;
  if (kind == 2) {
    if (!(value > 0.0)) return false;
    value = 1.0 / value;
  }
  return value >= 0.0;
}

bool convertTo(int kind, inout float value) {
  if (fromKind == kind || fromKind == 0 || kind == 0) return true;
  if (!inverseDepthFrom(fromKind, value)) return false;
  if (kind == 1) value = focalBaseline * value - doffs;
  if (kind == 2) {
    if (!(value > 0.0)) return false;
    value = 1.0 / value;
  }
  return true;
}
`;
