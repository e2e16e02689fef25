import type { Quantity, Raster } from '#domain/rasters/Raster.ts';

export interface RasterFacts {
  readonly id: string;
  readonly quantity: Quantity;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

export declare class RasterStore {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** Writes the raster (content-addressed, durable) and remembers it under its cache key. Answers its id. */
  put(key: string, raster: Raster): Promise<string>;
  /** The id kept under a cache key (hash of inputs and recipe), or null; then compute and put. */
  idOf(key: string): string | null;
  has(key: string): boolean;
  /** @throws NotFound, FileMissing, BadFile */
  get(id: string): Promise<Raster>;
  /** Size and quantity without reading the file. @throws NotFound */
  facts(id: string): RasterFacts;
  /** Absolute path of the NPY file (little-endian float32, C order, [height, width]). @throws NotFound */
  path(id: string): string;
  /** Deletes rasters that no prediction or evaluation uses, with their files; answers how many. */
  sweep(): Promise<number>;
}
