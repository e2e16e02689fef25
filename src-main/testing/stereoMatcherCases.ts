import { inflateSync } from 'node:zlib';
import type { Picture, Quantity, Raster } from '#domain/rasters/Raster.ts';
import type { BlockOptions } from '#domain/stereo/block/BlockOptions.ts';
import type { GlobalOptions } from '#domain/stereo/global/GlobalOptions.ts';
import { fixtureJson } from './fixture.ts';

/** An array of fixtures/stereoMatchers/expected.json: a zlib stream in base64. */
export interface Packed {
  readonly dtype: '|u1' | '<i2' | '<i4' | '<f4' | '<f8';
  readonly shape: readonly number[];
  readonly data: string;
}

/** What NumPy and OpenCV say about the matchers beside SGBM and about the filters (generate.py says how). */
export const stereoMatcherCases = fixtureJson('stereoMatchers/expected.json') as {
  readonly left: Packed;
  readonly right: Packed;
  /** Costs of every seventh row. */
  readonly block: readonly { readonly options: BlockOptions; readonly costs: Packed; readonly map: Packed }[];
  readonly belief: readonly {
    readonly options: GlobalOptions;
    readonly beliefs: Packed;
    readonly map: Packed;
    readonly energy: number;
    /** Of the pixels' cheapest disparities, without smoothness. */
    readonly winnersEnergy: number;
  }[];
  readonly filters: Readonly<Record<FilterArray, Packed>>;
};

type FilterArray =
  | 'left'
  | 'colour'
  | 'ofLeft'
  | 'ofRight'
  | 'difference'
  | 'median3'
  | 'median5'
  | 'fixed'
  | 'spotless'
  | 'background'
  | 'noise'
  | 'smoothGrey'
  | 'smoothColour'
  | 'wls';

/** The numbers of a packed array. */
export function unpack({ dtype, data }: Packed): number[] {
  const { buffer } = new Uint8Array(inflateSync(Buffer.from(data, 'base64')));
  const arrays = {
    '|u1': Uint8Array,
    '<i2': Int16Array,
    '<i4': Int32Array,
    '<f4': Float32Array,
    '<f8': Float64Array,
  };
  return [...new arrays[dtype](buffer)];
}

/** A packed array as a raster. */
export function unpackRaster<Q extends Quantity>(packed: Packed, quantity: Q): Raster<Q> {
  const [height, width] = packed.shape;
  return { quantity, width: width!, height: height!, values: Float32Array.from(unpack(packed)) };
}

/** A packed 8-bit array of one or three channels as a picture. */
export function unpackPicture(packed: Packed): Picture {
  const [height, width, channels] = packed.shape;
  const data = Uint8Array.from(unpack(packed));
  return { width: width!, height: height!, channels: channels === 3 ? 3 : 1, data };
}
