import { join } from 'node:path';
import { checkGroundTruth } from '#domain/datasets/checkGroundTruth.ts';
import type { GroundTruthFile, LayoutItem } from '#domain/datasets/Layout.ts';
import type { EncodingProposal } from '#domain/datasets/proposeEncoding.ts';
import { isStudioError } from '#domain/errors.ts';
import { applyEncoding } from '#domain/rasters/applyEncoding.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import type { AssetRole } from '#domain/records.ts';
import { decodeMap } from '#formats/decodeMap.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import type { ImageSize } from '#formats/imageSize.ts';
import type { EncodingChooser } from './EncodingChooser.ts';
import { roleOf } from './EncodingChooser.ts';
import { requireSameSize } from './loadFrame.ts';
import { digestBytes, digestFile, readBytes } from './readBytes.ts';
import { readImageSize } from './readImageSize.ts';
import { problemOf } from './problemOf.ts';
import { scanCalibration, type ScannedRig } from './scanCalibration.ts';
import type { FoundAsset, FoundItem, FoundProblem } from './scanDataset.ts';

/** What the items of one scan share. */
export interface ScanContext {
  readonly root: string;
  readonly rootName: string;
  readonly chooser: EncodingChooser;
  /** Absolute path of the calibration file given for all items; null = each item's own. */
  readonly calibration: string | null;
  readonly signal: AbortSignal | undefined;
}

/** Either an item, or why it is left out. */
export interface ScannedItem {
  readonly item: FoundItem | null;
  readonly rejected: FoundProblem | null;
  /** How its ground truths were read. */
  readonly encodings: readonly EncodingProposal[];
}

/** Reads one item's files. @throws EncodingUnknown, where its only ground truth cannot be understood; AbortError */
export async function scanItem(context: ScanContext, item: LayoutItem): Promise<ScannedItem> {
  const pictures = await scanPictures(context, item);
  if ('severity' in pictures) return { item: null, rejected: pictures, encodings: [] };
  const { size, assets } = pictures;
  const problems: FoundProblem[] = [...item.problems];
  const encodings: EncodingProposal[] = [];
  const calibration = await scanCalibration(context.root, item, size, context.calibration);
  if (calibration.problem) problems.push(calibration.problem);
  if (calibration.cameras)
    return { item: rectifiedItem(item, assets, calibration, problems), rejected: null, encodings };
  for (const file of item.groundTruth) {
    const truth = await scanGroundTruth(context, item, file, size);
    if (truth.asset) assets.push(truth.asset);
    if (truth.problem) problems.push(truth.problem);
    if (truth.proposal) encodings.push(truth.proposal);
  }
  for (const mask of item.masks) {
    const found = await scanMask(context, mask, size);
    if ('severity' in found) problems.push(found);
    else assets.push(found);
  }
  const { name, classMasks } = item;
  const { rig, rigSource, cameras } = calibration;
  return {
    item: { name, ...size, rig, rigSource, cameras, assets, classMasks, problems },
    rejected: null,
    encodings,
  };
}

/**
 * A pair that is rectified before anything is done with it. Its predictions live in the rectified left picture, and so
 * does everything else; maps and masks of the picture as taken have no place there and are left out.
 */
function rectifiedItem(
  { name, groundTruth, masks, classMasks }: LayoutItem,
  assets: readonly FoundAsset[],
  { rig, rigSource, cameras }: ScannedRig,
  problems: readonly FoundProblem[],
): FoundItem {
  const { width, height } = cameras!.rectification;
  const leftOut = [...groundTruth, ...masks, ...classMasks].map(({ path }) => notRectified(path));
  const found = { name, width, height, rig, rigSource, cameras, assets, classMasks: [] };
  return { ...found, problems: [...problems, ...leftOut] };
}

function notRectified(file: string): FoundProblem {
  return {
    file,
    severity: 'rejected',
    tag: 'Unsupported',
    message: `${file}: belongs to a picture that is rectified first; maps and masks of the original are left out`,
    fields: { file, expected: 'the rectified left picture', found: 'the left picture as taken' },
  };
}

async function scanPictures(
  context: ScanContext,
  { left, right }: LayoutItem,
): Promise<{ size: ImageSize; assets: FoundAsset[] } | FoundProblem> {
  let path = left;
  try {
    const size = await readImageSize(join(context.root, left));
    const assets = [await pictureAsset(context, 'left', left)];
    if (right !== null) {
      path = right;
      requireSameSize('the right picture', right, await readImageSize(join(context.root, right)), size);
      assets.push(await pictureAsset(context, 'right', right));
    }
    return { size, assets };
  } catch (error) {
    return problemOf(error, { root: context.root, path }, 'rejected');
  }
}

async function pictureAsset(
  { root, signal }: ScanContext,
  role: AssetRole,
  path: string,
): Promise<FoundAsset> {
  const { tail, ...digest } = await digestFile(join(root, path), signal);
  // A picture whose last bytes are not its format's end is decoded, which says whether it is damaged.
  if (!endsProperly(path, tail)) await decodePicture(await readBytes(join(root, path)), path);
  return { role, path, encoding: null, ...digest };
}

function endsProperly(path: string, tail: Uint8Array): boolean {
  const text = String.fromCharCode(...tail);
  if (/\.png$/i.test(path)) return text.endsWith('IEND\xae\x42\x60\x82');
  return /\.jpe?g$/i.test(path) && text.endsWith('\xff\xd9');
}

interface ScannedTruth {
  readonly asset?: FoundAsset;
  readonly problem?: FoundProblem;
  readonly proposal?: EncodingProposal;
}

async function scanGroundTruth(
  { root, rootName, chooser }: ScanContext,
  { groundTruth }: LayoutItem,
  file: GroundTruthFile,
  size: ImageSize,
): Promise<ScannedTruth> {
  const { path } = file;
  const isOnly = groundTruth.length === 1;
  try {
    const bytes = await readBytes(join(root, path));
    const raw = await decodeMap(bytes, path);
    requireSameSize('the ground truth', path, raw, size);
    requireAnyValue(raw, path);
    const proposal = chooser.choose(file, raw, rootName, isOnly);
    const { encoding } = proposal;
    checkGroundTruth(applyEncoding(raw, encoding), path);
    return { asset: { role: roleOf(encoding), path, encoding, ...digestBytes(bytes) }, proposal };
  } catch (error) {
    const isQuestion =
      isStudioError(error) && error.tag === 'EncodingUnknown' && file.rule.kind === 'by-values';
    if (isQuestion && isOnly) throw error;
    return { problem: problemOf(error, { root, path }, 'rejected') };
  }
}

/** Before its meaning is asked for: a map of zeros has none. */
function requireAnyValue(raw: RawMap, path: string): void {
  const { width, height } = raw;
  checkGroundTruth(
    { quantity: 'disparity:px', width, height, values: Float32Array.from(raw.values, finiteOrNaN) },
    path,
  );
}

function finiteOrNaN(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}

async function scanMask(
  { root, signal }: ScanContext,
  { role, path }: LayoutItem['masks'][number],
  size: ImageSize,
): Promise<FoundAsset | FoundProblem> {
  try {
    requireSameSize('the mask', path, await readImageSize(join(root, path)), size);
    const { sha256, sizeBytes } = await digestFile(join(root, path), signal);
    return { role, path, encoding: null, sha256, sizeBytes };
  } catch (error) {
    return problemOf(error, { root, path }, 'rejected');
  }
}
