import { readFile } from 'node:fs/promises';
import { parseEncoding } from '#domain/datasets/parseEncoding.ts';
import { proposeEncoding } from '#domain/datasets/proposeEncoding.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { loadMap } from '#frames/loadFrame.ts';
import { decodeMap } from '#formats/decodeMap.ts';

/**
 * Reads a map file named on the command line (`x.npz:key` names an array). Without an encoding one is proposed and
 * said aloud.
 * @throws EncodingUnknown where two readings are plausible; what loadMap throws
 */
export async function readMapArgument(
  argument: string,
  encoding: string | null,
  say: (line: string) => void,
): Promise<Raster> {
  if (encoding !== null) return loadMap(argument, parseEncoding(encoding));
  const { path, key } = splitKey(argument);
  const raw = await decodeMap(new Uint8Array(await readFile(path)), path, key);
  const proposal = proposeEncoding({ path: path.replaceAll('\\', '/'), raw, role: null });
  say(`${argument}: read as ${proposal.encoding.name}, ${proposal.reason}`);
  return loadMap(argument, proposal.encoding);
}

function splitKey(argument: string): { path: string; key: string | null } {
  const match = /^(.*\.npz):([^:/\\]+)$/i.exec(argument);
  return match ? { path: match[1]!, key: match[2]! } : { path: argument, key: null };
}
