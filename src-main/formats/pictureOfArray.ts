import { StudioError } from '#domain/errors.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import type { NumericArray } from './NumericArray.ts';

/**
 * An array of bytes as a picture: H×W, H×W×1 or H×W×3 as they are, 3×H×W (NYU's HDF5 sets) with its colours put together.
 * @throws Unsupported for other shapes and for other numbers than bytes
 */
export function pictureOfArray({ shape, values }: NumericArray, file: string): Picture {
  const [first = 0, second = 0, third = 1] = shape;
  const isApart = first === 3 && third > 3;
  const channels = isApart ? 3 : third;
  if (
    shape.length < 2 ||
    shape.length > 3 ||
    !(channels === 1 || channels === 3) ||
    !(values instanceof Uint8Array)
  ) {
    const expected = 'an array of bytes of H×W, H×W×3 or 3×H×W';
    const found = `${values.BYTES_PER_ELEMENT}-byte numbers of shape (${shape.join(', ')})`;
    throw new StudioError('Unsupported', `${file}: expected a picture as ${expected}, found ${found}`, {
      file,
      expected,
      found,
    });
  }
  if (!isApart) return { width: second, height: first, channels, data: values };
  const [height, width] = [second, third];
  const pixels = width * height;
  const data = new Uint8Array(values.length);
  for (let i = 0; i < pixels; i++) for (let c = 0; c < 3; c++) data[3 * i + c] = values[c * pixels + i]!;
  return { width, height, channels, data };
}
