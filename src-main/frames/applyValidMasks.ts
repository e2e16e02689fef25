import { StudioError } from '#domain/errors.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { Encoding } from '#domain/records.ts';
import { decodeMap } from '#formats/decodeMap.ts';
import { splitMapPath } from '#formats/mapFormats.ts';
import { withSource } from './readBytes.ts';

/**
 * A map without the pixels that the masks beside it leave out, where its encoding names such masks: 0 there = no value.
 * @param pathAndKey  of the map.
 * @throws InvalidOption where the encoding does not fit the map's name; SizeMismatch; as decodeMap for the masks
 */
export async function applyValidMasks(
  raster: Raster,
  pathAndKey: string,
  { name, validWhere = [] }: Encoding,
): Promise<Raster> {
  for (const rule of validWhere) {
    const { path, key } = splitMapPath(maskPath(pathAndKey, rule, name));
    const mask = await withSource(path, (source) => decodeMap(source, path, key));
    if (mask.width !== raster.width || mask.height !== raster.height) {
      const [expected, found] = [`${raster.width}×${raster.height}`, `${mask.width}×${mask.height}`];
      throw new StudioError('SizeMismatch', `${path} is ${found}, its map is ${expected}`, {
        file: path,
        expected,
        found,
      });
    }
    for (let i = 0; i < raster.values.length; i++) if (mask.values[i] === 0) raster.values[i] = NaN;
  }
  return raster;
}

function maskPath(
  pathAndKey: string,
  { from, to }: { readonly from: string; readonly to: string },
  name: string,
): string {
  const at = pathAndKey.replaceAll('\\', '/').lastIndexOf(from);
  if (at >= 0) return pathAndKey.slice(0, at) + to + pathAndKey.slice(at + from.length);
  throw new StudioError(
    'InvalidOption',
    `${pathAndKey}: ${name} looks for a mask by replacing ${from} by ${to} in the name, which it does not have`,
    { file: pathAndKey, expected: from, found: pathAndKey },
  );
}
