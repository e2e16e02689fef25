import { StudioError } from '#domain/errors.ts';
import type { Quantity, Raster } from '#domain/rasters/Raster.ts';
import { encodeNpy } from '#formats/encodeNpy.ts';
import { encodeGrey16 } from '#formats/encodePng.ts';
import { encodeTiff } from '#formats/encodeTiff.ts';
import { encodeExr } from '#formats/exr.ts';
import { encodePfm } from '#formats/pfm.ts';
import { writeOutput } from './writeOutput.ts';

/** 16-bit PNG holds px or metres in steps of 1/256, as KITTI's files do. */
const pngScale = 256;
const pngQuantities: readonly Quantity[] = ['disparity:px', 'depth:m'];

/**
 * Writes a raster by the file's extension: `.pfm` (float32, invalid = +inf), `.npy`, `.tif` and `.exr` (float32, invalid
 * = NaN) or `.png` (16 bit, value · 256, 0 = invalid) with what it means in a side file `NAME.png.json`.
 * @throws CannotWrite; InvalidOption for another extension, or values that a 16-bit PNG cannot hold
 */
export async function writeMap(file: string, raster: Raster): Promise<void> {
  const { width, height, values } = raster;
  switch (extensionOf(file)) {
    case 'pfm':
      await writeOutput(
        file,
        encodePfm({ width, height, values: values.map((v) => (Number.isNaN(v) ? Infinity : v)) }),
      );
      return;
    case 'npy':
      await writeOutput(file, encodeNpy(values, [height, width]));
      return;
    case 'tif':
    case 'tiff':
      await writeOutput(file, encodeTiff(raster));
      return;
    case 'exr':
      await writeOutput(file, await encodeExr(raster));
      return;
    case 'png':
      await writePng16(file, raster);
      return;
    default:
      throw new StudioError(
        'InvalidOption',
        `${file}: maps are written as .pfm, .npy, .tif, .exr or .png, not .${extensionOf(file)}`,
        {
          file,
          expected: '.pfm, .npy, .tif, .exr, .png',
          found: extensionOf(file),
        },
      );
  }
}

/** Writes OpenCV's int16 map (1/16 px) as it is. @throws CannotWrite; InvalidOption when the file is not `.npy` */
export async function writeFixedPoint(
  file: string,
  values: Int16Array,
  width: number,
  height: number,
): Promise<void> {
  if (extensionOf(file) !== 'npy') {
    throw new StudioError('InvalidOption', `${file}: --fixed-point writes .npy, not .${extensionOf(file)}`, {
      file,
      expected: '.npy',
      found: extensionOf(file),
    });
  }
  await writeOutput(file, encodeNpy(values, [height, width]));
}

async function writePng16(file: string, { quantity, width, height, values }: Raster): Promise<void> {
  const largest = values.reduce((max, v) => (v > max ? v : max), 0);
  const smallest = values.reduce((min, v) => (v < min ? v : min), 0);
  if (!pngQuantities.includes(quantity) || largest * pngScale >= 65535.5 || smallest < 0) {
    throw new StudioError(
      'InvalidOption',
      `${file}: a 16-bit PNG holds px or metres from 0 to 255.99, this is ${quantity} from ${smallest} to ${largest}; write .pfm or .npy`,
      { file, expected: '0 … 255.99', found: `${smallest} … ${largest}` },
    );
  }
  const samples = Uint16Array.from(values, (v) =>
    Number.isNaN(v) ? 0 : Math.max(1, Math.round(v * pngScale)),
  );
  await writeOutput(file, await encodeGrey16(width, height, samples));
  const meaning = { quantity, scale: 1 / pngScale, offset: 0, invalid: [0] };
  await writeOutput(`${file}.json`, `${JSON.stringify(meaning)}\n`);
}

function extensionOf(file: string): string {
  return /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
}
