import { maskFromCounts } from '#domain/annotation/rle.ts';
import type { Size } from '../../studio/viewport.ts';

/** Pictures of painted masks, kept while their text is in use; a few are enough, because an item has few. */
const pictures = new Map<string, HTMLCanvasElement>();
const mostPictures = 24;

/**
 * A painted mask as a picture: an edge in the class's colour, faint diagonal stripes inside, so that it is told from a
 * filled polygon and the map beneath can still be read.
 */
export function brushPicture(counts: string, image: Size, color: string): HTMLCanvasElement {
  const key = `${image.width}×${image.height} ${color} ${counts}`;
  const known = pictures.get(key);
  if (known) return known;
  const picture = draw(counts, image, color);
  const oldest = pictures.keys().next().value;
  if (pictures.size >= mostPictures && oldest !== undefined) pictures.delete(oldest);
  pictures.set(key, picture);
  return picture;
}

function draw(counts: string, { width, height }: Size, color: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  const { data } = maskFromCounts(counts, width, height);
  const pixels = context.createImageData(width, height);
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  for (let i = 0; i < data.length; i += 1) {
    if (data[i] === 0) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    const isEdge =
      (x > 0 && data[i - 1] === 0) ||
      (x < width - 1 && data[i + 1] === 0) ||
      data[i - width] === 0 ||
      data[i + width] === 0;
    const opacity = isEdge ? 255 : (x + y) % 8 < 2 ? 90 : 40;
    pixels.data.set([red!, green!, blue!, opacity], 4 * i);
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}
