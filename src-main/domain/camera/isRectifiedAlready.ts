import type { DistortedCamera, RectifiedCamera, StereoCameras } from './StereoCameras.ts';

/** Cameras whose rectification would move no pixel by a thousandth: the pictures are used as they are. */
export function isRectifiedAlready({ width, height, left, right, rectification }: StereoCameras): boolean {
  const { width: newWidth, height: newHeight } = rectification;
  return (
    width === newWidth &&
    height === newHeight &&
    isSame(left, rectification.left) &&
    isSame(right, rectification.right)
  );
}

function isSame(built: DistortedCamera, { rotation, focalPx, cxPx, cyPx }: RectifiedCamera): boolean {
  const most = 1e-3;
  return (
    built.distortion.every((k) => k === 0) &&
    rotation.every((value, i) => Math.abs(value - (i % 4 === 0 ? 1 : 0)) * focalPx < most) &&
    Math.abs(built.focalXPx - focalPx) < most &&
    Math.abs(built.focalYPx - focalPx) < most &&
    Math.abs(built.cxPx - cxPx) < most &&
    Math.abs(built.cyPx - cyPx) < most
  );
}
