import type { RawMap } from '#domain/rasters/RawMap.ts';

/** Which array of the file is meant, where it may hold several. */
export interface MapChoice {
  /** The array's name inside an `.npz`; null = the only one. */
  readonly key: string | null;
}

export function decodeMap(_bytes: Uint8Array, _file: string, _choice?: MapChoice): Promise<RawMap> {
  throw new Error('not written yet');
}
