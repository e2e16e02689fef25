import { checkGroundTruth } from '#domain/datasets/checkGroundTruth.ts';
import { StudioError } from '#domain/errors.ts';
import { applyEncoding } from '#domain/rasters/applyEncoding.ts';
import type { Mask, Picture, Raster } from '#domain/rasters/Raster.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import type { AssetRole, Encoding } from '#domain/records.ts';
import { decodeMap } from '#formats/decodeMap.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { splitMapPath } from '#formats/mapFormats.ts';
import { allInOrder } from './allInOrder.ts';
import { applyValidMasks } from './applyValidMasks.ts';
import type { MapMemory } from './MapMemory.ts';
import { withSource } from './readBytes.ts';

/** A picture as 8-bit grey or RGB; `x.mat:images[17]` names an array. @throws FileMissing, and what decodePicture throws */
export async function loadPicture(pathAndKey: string): Promise<Picture> {
  const { path, key } = splitMapPath(pathAndKey);
  return withSource(path, (source) => decodePicture(source, path, key));
}

/**
 * A map's values as stored; `x.npz:key` names an array.
 * @param memory  for the file, kept by whoever loads many; the values may lie in it.
 * @throws FileMissing, and what decodeMap throws
 */
export async function loadRawMap(pathAndKey: string, memory: MapMemory | null = null): Promise<RawMap> {
  const { path, key } = splitMapPath(pathAndKey);
  return withSource(path, (source) => decodeMap(source, path, key), memory);
}

/**
 * A map as the quantity that its encoding says, without what the masks beside it leave out; `x.npz:key` names an array.
 * @param memory  where file and map are put by whoever loads many.
 * @throws as loadRawMap, applyEncoding and applyValidMasks
 */
export async function loadMap(
  pathAndKey: string,
  encoding: Encoding,
  memory: MapMemory | null = null,
): Promise<Raster> {
  const allocate = memory === null ? undefined : (length: number) => memory.map(length);
  const raw = await loadRawMap(pathAndKey, memory);
  const raster = applyEncoding(raw, encoding, { file: pathAndKey, allocate });
  return applyValidMasks(raster, pathAndKey, encoding);
}

/** A ground truth: loadMap, and at least one valid pixel. @throws also NoValidPixels */
export async function loadGroundTruth(
  pathAndKey: string,
  encoding: Encoding,
  memory: MapMemory | null = null,
): Promise<Raster> {
  const raster = await loadMap(pathAndKey, encoding, memory);
  checkGroundTruth(raster, pathAndKey);
  return raster;
}

/**
 * A mask: 1 where the stored value is not 0, or is one of `classValues` where they are given. In an 8-bit `nonoccluded-mask` (Middlebury: 255 visible, 128 occluded,
 * 0 unknown) only 255 counts; a 16-bit one is KITTI's disparity of non-occluded pixels.
 * @throws as loadRawMap
 */
export async function loadMask(
  path: string,
  role: AssetRole | 'class-mask',
  classValues: readonly number[] | null = null,
): Promise<Mask> {
  const { width, height, values } = await loadRawMap(path);
  if (classValues !== null) {
    const isOfClass = (value: number): number => (classValues.includes(value) ? 1 : 0);
    return { width, height, data: Uint8Array.from(values, isOfClass) };
  }
  const least = role === 'nonoccluded-mask' && values instanceof Uint8Array ? 255 : 1;
  return { width, height, data: Uint8Array.from(values, (value) => (value >= least ? 1 : 0)) };
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
export async function loadFrame({ left, right, groundTruth }: FramePaths): Promise<Frame> {
  const [leftPicture, rightPicture, truth] = await allInOrder([
    loadPicture(left),
    right === null ? null : loadPicture(right),
    groundTruth === null ? null : loadGroundTruth(groundTruth.path, groundTruth.encoding),
  ]);
  if (rightPicture) requireSameSize('the right picture', right!, rightPicture, leftPicture);
  if (truth) requireSameSize('the ground truth', groundTruth!.path, truth, leftPicture);
  return { left: leftPicture, right: rightPicture, groundTruth: truth };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** @throws SizeMismatch with both sizes */
export function requireSameSize(what: string, file: string, found: Size, left: Size): void {
  if (found.width === left.width && found.height === left.height) return;
  const [foundSize, leftSize] = [found, left].map(({ width, height }) => `${width}×${height}`);
  throw new StudioError('SizeMismatch', `${file}: ${what} is ${foundSize}, the left picture is ${leftSize}`, {
    file,
    expected: leftSize!,
    found: foundSize!,
  });
}
