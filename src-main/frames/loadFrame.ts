import type { Mask, Picture, Raster } from '#domain/rasters/Raster.ts';
import type { AssetRole, Encoding } from '#domain/records.ts';

/** A picture as 8-bit grey or RGB. @throws FileMissing, BadFile, Unsupported */
export function loadPicture(_path: string): Promise<Picture> {
  throw new Error('not written yet');
}

/** A ground truth or prediction map; `x.npz:key` names an array. @throws FileMissing, BadFile, Unsupported */
export function loadMap(_path: string, _encoding: Encoding): Promise<Raster> {
  throw new Error('not written yet');
}

/** A ground truth: loadMap, and at least one valid pixel. @throws also NoValidPixels */
export function loadGroundTruth(_path: string, _encoding: Encoding): Promise<Raster> {
  throw new Error('not written yet');
}

/** 1 = non-occluded for `nonoccluded-mask` (value 255), else 1 where the value is not 0. */
export function loadMask(_path: string, _role: AssetRole | 'class-mask'): Promise<Mask> {
  throw new Error('not written yet');
}

export interface FramePaths {
  /** Absolute paths. */
  readonly left: string;
  readonly right: string | null;
  readonly groundTruth: { readonly path: string; readonly encoding: Encoding } | null;
}

export interface Frame {
  readonly left: Picture;
  readonly right: Picture | null;
  readonly groundTruth: Raster | null;
}

/** Everything of one item. @throws SizeMismatch, and what the loaders throw */
export function loadFrame(_paths: FramePaths): Promise<Frame> {
  throw new Error('not written yet');
}
