import { join } from 'node:path';
import { checkGroundTruth } from '#domain/datasets/checkGroundTruth.ts';
import { splitPath } from '#domain/datasets/FileIndex.ts';
import { layerOf } from '#domain/datasets/layerOf.ts';
import type { GroundTruthFile } from '#domain/datasets/Layout.ts';
import type { RecognisedItem } from '#domain/datasets/recogniseLayout.ts';
import { isStudioError } from '#domain/errors.ts';
import { applyEncoding } from '#domain/rasters/applyEncoding.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import type { AssetRole, Encoding } from '#domain/records.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import type { ImageSize } from '#formats/imageSize.ts';
import { splitMapPath } from '#formats/mapFormats.ts';
import type { EncodingChooser, Peer } from './EncodingChooser.ts';
import { roleOf } from './EncodingChooser.ts';
import { applyValidMasks } from './applyValidMasks.ts';
import { loadPicture, loadRawMap, requireSameSize } from './loadFrame.ts';
import { readBytes } from './readBytes.ts';
import { readImageSize } from './readImageSize.ts';
import { problemOf } from './problemOf.ts';
import { scanCalibration, type ScannedRig } from './scanCalibration.ts';
import type { FoundAsset, FoundItem, FoundProblem, LayerEncoding } from './scanDataset.ts';
import { scanDigest } from './scanDigest.ts';
import { withReadings } from './withReadings.ts';

/** So many other maps of a folder are asked what one of them means. */
const mostPeers = 4;

/** What the items of one scan share. */
export interface ScanContext {
  readonly root: string;
  readonly rootName: string;
  readonly chooser: EncodingChooser;
  /** All items of the scan. */
  readonly items: readonly RecognisedItem[];
  /** Absolute path of the calibration file given for all items; null = each item's own. */
  readonly calibration: string | null;
  /** `whole`: every file is read, and ground truth decoded; `headers`: only what tells size, meaning and identity. */
  readonly reads: 'whole' | 'headers';
  readonly signal: AbortSignal | undefined;
}

/** Either an item, or why it is left out. */
export interface ScannedItem {
  readonly item: FoundItem | null;
  readonly rejected: FoundProblem | null;
  /** How its ground truths were read. */
  readonly encodings: readonly LayerEncoding[];
}

/** Reads one item's files. @throws EncodingUnknown, where its only ground truth cannot be understood; AbortError */
export async function scanItem(context: ScanContext, item: RecognisedItem): Promise<ScannedItem> {
  const pictures = await scanPictures(context, item);
  if ('severity' in pictures) return { item: null, rejected: pictures, encodings: [] };
  const { size, assets } = pictures;
  const problems: FoundProblem[] = [...item.problems];
  const encodings: LayerEncoding[] = [];
  const calibration = await scanCalibration(context.root, item, size, context.calibration);
  if (calibration.problem) problems.push(calibration.problem);
  if (calibration.cameras)
    return { item: rectifiedItem(item, assets, calibration, problems), rejected: null, encodings };
  for (const file of item.groundTruth) {
    const truth = await scanGroundTruth(context, item, file, size);
    if (truth.asset) assets.push(truth.asset);
    if (truth.problem) problems.push(truth.problem);
    if (truth.encoding) encodings.push(truth.encoding);
  }
  for (const mask of item.masks) {
    const found = await scanMask(context, mask, size);
    if ('severity' in found) problems.push(found);
    else assets.push(found);
  }
  const { name, classMasks, split = null } = item;
  const { rig, rigSource, cameras } = calibration;
  return {
    item: { name, ...size, split, rig, rigSource, cameras, assets, classMasks, problems },
    rejected: null,
    encodings,
  };
}

/**
 * A pair that is rectified before anything is done with it. Its predictions live in the rectified left picture, and so
 * does everything else; maps and masks of the picture as taken have no place there and are left out.
 */
function rectifiedItem(
  { name, split = null, groundTruth, masks, classMasks }: RecognisedItem,
  assets: readonly FoundAsset[],
  { rig, rigSource, cameras }: ScannedRig,
  problems: readonly FoundProblem[],
): FoundItem {
  const { width, height } = cameras!.rectification;
  const leftOut = [...groundTruth, ...masks, ...classMasks].map(({ path }) => notRectified(path));
  const found = { name, width, height, split, rig, rigSource, cameras, assets, classMasks: [] };
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
  { left, right }: RecognisedItem,
): Promise<{ size: ImageSize; assets: FoundAsset[] } | FoundProblem> {
  let path = left;
  try {
    const size = await pictureSize(join(context.root, left));
    const assets = [await pictureAsset(context, 'left', left)];
    if (right !== null) {
      path = right;
      requireSameSize('the right picture', right, await pictureSize(join(context.root, right)), size);
      assets.push(await pictureAsset(context, 'right', right));
    }
    return { size, assets };
  } catch (error) {
    return problemOf(error, { root: context.root, path }, 'rejected');
  }
}

/** By its header; an array in a container, which may have its colours in any axis, is read. */
async function pictureSize(pathAndKey: string): Promise<ImageSize> {
  if (splitMapPath(pathAndKey).key === null) return readImageSize(pathAndKey);
  const { width, height } = await loadPicture(pathAndKey);
  return { width, height };
}

async function pictureAsset(
  { root, reads, signal }: ScanContext,
  role: AssetRole,
  path: string,
): Promise<FoundAsset> {
  const { tail, ...digest } = await scanDigest(join(root, path), reads, signal);
  // A picture whose last bytes are not its format's end is decoded, which says whether it is damaged.
  if (reads === 'whole' && !endsProperly(path, tail)) {
    await decodePicture(await readBytes(join(root, path)), path);
  }
  return { role, path, encoding: null, ...digest };
}

/** True also for formats whose end says nothing. */
function endsProperly(path: string, tail: Uint8Array): boolean {
  const text = String.fromCharCode(...tail);
  if (/\.png$/i.test(path)) return text.endsWith('IEND\xae\x42\x60\x82');
  if (/\.jpe?g$/i.test(path)) return text.endsWith('\xff\xd9');
  return splitMapPath(path).key !== null;
}

interface ScannedTruth {
  readonly asset?: FoundAsset;
  readonly problem?: FoundProblem;
  readonly encoding?: LayerEncoding;
}

async function scanGroundTruth(
  context: ScanContext,
  item: RecognisedItem,
  file: GroundTruthFile,
  size: ImageSize,
): Promise<ScannedTruth> {
  const { root, rootName, chooser, reads, signal } = context;
  const { path } = file;
  const isOnly = item.groundTruth.length === 1;
  let loaded: Promise<RawMap> | null = null;
  const load = (): Promise<RawMap> => (loaded ??= loadRawMap(join(root, path)).then(requireAnyValue(path)));
  const peers = () => peersOf(context, file);
  const question = { file, layout: item.layout, isOnly, peers };
  const choose = () => chooser.choose(question, rootName, load);
  try {
    // An encoding that is known already says what size its maps have.
    const isAsked = chooser.withoutValues(question) === null;
    if (reads === 'whole' && isAsked) requirePossibleSize(await load(), path, size);
    const { encoding, reason } = await choose();
    const raw = reads === 'whole' || loaded !== null ? await load() : null;
    const found = raw ?? (await readImageSize(join(root, path)));
    requireSameSize('the ground truth', path, readSize(found, encoding), size);
    if (raw) {
      const raster = applyEncoding(raw, encoding, { file: path });
      checkGroundTruth(await applyValidMasks(raster, join(root, path), encoding), path);
    }
    const { sha256, sizeBytes, mtimeMs } = await scanDigest(join(root, path), reads, signal);
    const layer = layerOf(item.layout, file.role);
    return {
      asset: { role: roleOf(encoding), path, encoding, sha256, sizeBytes, mtimeMs },
      encoding: { layer, encoding, reason },
    };
  } catch (error) {
    const isQuestion =
      isStudioError(error) && error.tag === 'EncodingUnknown' && file.rule.kind === 'by-values';
    if (isQuestion && isOnly) throw error;
    const problem = problemOf(error, { root, path }, 'rejected');
    return {
      problem: await withReadings(problem, {
        root,
        rootName,
        role: file.role,
        left: item.left,
        choose,
        load,
      }),
    };
  }
}

/** A few other maps of the same kind and folder. */
function peersOf({ root, items }: ScanContext, { path, role }: GroundTruthFile): readonly Peer[] {
  const { folder } = splitPath(path);
  const peers: Peer[] = [];
  for (const { groundTruth } of items) {
    for (const file of groundTruth) {
      if (file.role !== role || file.path === path || splitPath(file.path).folder !== folder) continue;
      peers.push({ path: file.path, load: () => loadRawMap(join(root, file.path)) });
    }
    if (peers.length >= mostPeers) break;
  }
  return peers.slice(0, mostPeers);
}

/** Before its meaning is asked for: the picture's size, or a whole multiple of it. */
function requirePossibleSize(found: ImageSize, path: string, size: ImageSize): void {
  const step = found.width / size.width;
  if (!Number.isInteger(step) || found.height !== step * size.height) {
    requireSameSize('the ground truth', path, found, size);
  }
}

/** The size that a map has once its encoding is applied. */
function readSize(found: ImageSize, { step = 1, turn }: Encoding): ImageSize {
  const [width, height] = [Math.ceil(found.width / step), Math.ceil(found.height / step)];
  return turn === undefined || turn === 'half' ? { width, height } : { width: height, height: width };
}

/** Before its meaning is asked for: a map of zeros has none. */
function requireAnyValue(path: string): (raw: RawMap) => RawMap {
  return (raw) => {
    const { width, height } = raw;
    const values = Float32Array.from(raw.values, finiteOrNaN);
    checkGroundTruth({ quantity: 'disparity:px', width, height, values }, path);
    return raw;
  };
}

function finiteOrNaN(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}

async function scanMask(
  { root, reads, signal }: ScanContext,
  { role, path }: RecognisedItem['masks'][number],
  size: ImageSize,
): Promise<FoundAsset | FoundProblem> {
  try {
    requireSameSize('the mask', path, await readImageSize(join(root, path)), size);
    const { sha256, sizeBytes, mtimeMs } = await scanDigest(join(root, path), reads, signal);
    return { role, path, encoding: null, sha256, sizeBytes, mtimeMs };
  } catch (error) {
    return problemOf(error, { root, path }, 'rejected');
  }
}
