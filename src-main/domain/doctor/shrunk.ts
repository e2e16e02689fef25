import type { Picture } from '../rasters/Raster.ts';

/** A grey picture at a lower resolution: every pixel is the mean of those it covers. One that is small enough stays. */
export function shrunk(picture: Picture, widthPx: number): Picture {
  if (picture.width <= widthPx) return picture;
  const height = Math.max(1, Math.round((picture.height * widthPx) / picture.width));
  const data = new Uint8Array(widthPx * height);
  for (let y = 0, i = 0; y < height; y += 1) {
    const [top, bottom] = covered(y, height, picture.height);
    for (let x = 0; x < widthPx; x += 1, i += 1) {
      const [left, right] = covered(x, widthPx, picture.width);
      let sum = 0;
      for (let v = top; v < bottom; v += 1) {
        for (let u = left; u < right; u += 1) sum += picture.data[v * picture.width + u]!;
      }
      data[i] = Math.round(sum / ((bottom - top) * (right - left)));
    }
  }
  return { width: widthPx, height, channels: 1, data };
}

function covered(at: number, small: number, large: number): readonly [number, number] {
  const from = Math.floor((at * large) / small);
  return [from, Math.max(from + 1, Math.floor(((at + 1) * large) / small))];
}
