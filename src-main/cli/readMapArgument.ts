import { parseEncoding } from '#domain/datasets/parseEncoding.ts';
import { proposeEncoding } from '#domain/datasets/proposeEncoding.ts';
import { applyEncoding } from '#domain/rasters/applyEncoding.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { loadMap, loadRawMap } from '#frames/loadFrame.ts';

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
  const raw = await loadRawMap(argument);
  const proposal = proposeEncoding({ path: argument.replaceAll('\\', '/'), raw, role: null });
  say(`${argument}: read as ${proposal.encoding.name}, ${proposal.reason}`);
  return applyEncoding(raw, proposal.encoding);
}
