import { join } from 'node:path';
import { parseGivenEncodings } from '#domain/datasets/givenEncodings.ts';
import { layerOf } from '#domain/datasets/layerOf.ts';
import type { AnnotationSource, GroundTruthFile, LayoutRecord } from '#domain/datasets/Layout.ts';
import { fallbackLayout, knownLayouts } from '#domain/datasets/knownLayouts.ts';
import { opinionOnEncoding, type EncodingProposal } from '#domain/datasets/proposeEncoding.ts';
import { recogniseLayout, type RecognisedItem } from '#domain/datasets/recogniseLayout.ts';
import type { SampleStatistics } from '#domain/datasets/sampleStatistics.ts';
import { isStudioError, type ErrorTag } from '#domain/errors.ts';
import { thumbnailLevels, type ThumbnailLevels } from '#domain/rasters/thumbnailLevels.ts';
import { valuesInUnits, type UnitValues } from '#domain/rasters/valuesInUnits.ts';
import { EncodingChooser } from './EncodingChooser.ts';
import { loadMap, loadRawMap } from './loadFrame.ts';
import type { FoundProblem } from './scanDataset.ts';
import { scanListing } from './scanListing.ts';

/** All ground truth of one role that one layout found, looked at through one file. */
export interface LayerPreview {
  /** As encodings are given for it: `kitti-2015/disparity`. */
  readonly layer: string;
  readonly role: GroundTruthFile['role'];
  readonly items: number;
  /** Relative path of the file that was looked at. */
  readonly file: string;
  /** Null where several readings or none are plausible, and where the file cannot be read. */
  readonly proposal: EncodingProposal | null;
  /** What else the values may mean, with what each would give. */
  readonly plausible: readonly { readonly proposal: EncodingProposal; readonly values: UnitValues | null }[];
  /** As stored; null where the file cannot be read. */
  readonly stored: SampleStatistics | null;
  /** With the proposed encoding; null without one. */
  readonly values: UnitValues | null;
  readonly thumbnail: ThumbnailLevels | null;
  readonly error: { readonly tag: ErrorTag; readonly message: string } | null;
}

const thumbnailPx = 96;

export interface DatasetPreview {
  readonly layout: string;
  readonly reason: string;
  /** Of the layouts that were found. */
  readonly records: readonly LayoutRecord[];
  readonly items: number;
  readonly withRight: number;
  readonly withGroundTruth: number;
  readonly withCalibration: number;
  /** Items by split, the largest first; of those that have one. */
  readonly splits: readonly { readonly name: string; readonly items: number }[];
  readonly classes: readonly string[];
  readonly annotations: readonly AnnotationSource[];
  readonly layers: readonly LayerPreview[];
  readonly rejected: readonly FoundProblem[];
}

export interface PreviewOptions {
  readonly layout: string;
  readonly groundTruthEncoding: string | null;
  readonly signal?: AbortSignal;
}

/**
 * What scanDataset would find, by names and one ground-truth file of each layer only.
 * @throws LayoutUnknown, FileMissing (the root), InvalidOption (layout, encoding), BadFile (a manifest), AbortError
 */
export async function previewDataset(root: string, options: PreviewOptions): Promise<DatasetPreview> {
  const chooser = new EncodingChooser(parseGivenEncodings(options.groundTruthEncoding));
  const { listing, refusedLinks } = await scanListing(root, options.signal);
  const { layout, reason, items, problems, annotations } = recogniseLayout(listing, options.layout);
  const found = new Set(items.map((item) => item.layout));
  const layers: LayerPreview[] = [];
  for (const [layer, uses] of layersOf(items)) {
    options.signal?.throwIfAborted();
    layers.push(await previewLayer({ root, rootName: listing.rootName, chooser }, layer, uses));
  }
  return {
    layout,
    reason,
    records: [...knownLayouts, fallbackLayout]
      .map(({ record }) => record)
      .filter(({ name }) => found.has(name)),
    items: items.length,
    withRight: items.filter(({ right }) => right !== null).length,
    withGroundTruth: items.filter(({ groundTruth }) => groundTruth.length > 0).length,
    withCalibration: items.filter(({ calibration }) => calibration !== null).length,
    splits: counted(items.flatMap(({ split }) => split ?? [])),
    classes: [...new Set(items.flatMap(({ classMasks }) => classMasks.map((mask) => mask.className)))].sort(),
    annotations,
    layers,
    rejected: [...problems, ...refusedLinks],
  };
}

interface Use {
  readonly item: RecognisedItem;
  readonly file: GroundTruthFile;
}

function layersOf(items: readonly RecognisedItem[]): ReadonlyMap<string, readonly Use[]> {
  const layers = new Map<string, Use[]>();
  for (const item of items) {
    for (const file of item.groundTruth) {
      const layer = layerOf(item.layout, file.role);
      const uses = layers.get(layer);
      if (uses) uses.push({ item, file });
      else layers.set(layer, [{ item, file }]);
    }
  }
  return layers;
}

function counted(names: readonly string[]): readonly { readonly name: string; readonly items: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, items]) => ({ name, items })).sort((a, b) => b.items - a.items);
}

async function previewLayer(
  { root, rootName, chooser }: { root: string; rootName: string; chooser: EncodingChooser },
  layer: string,
  uses: readonly Use[],
): Promise<LayerPreview> {
  const { item, file } = uses[0]!;
  const base = { layer, role: file.role, items: uses.length, file: file.path };
  const path = join(root, file.path);
  const nothing = { proposal: null, plausible: [], stored: null, values: null, thumbnail: null };
  try {
    const raw = await loadRawMap(path);
    const { statistics, plausible } = opinionOnEncoding({
      path: `${rootName}/${file.path}`,
      raw,
      role: file.role,
    });
    const valued = async (proposal: EncodingProposal) => ({
      proposal,
      values: await valuesOf(path, proposal),
    });
    const others = await Promise.all(plausible.map(valued));
    try {
      const peers = () =>
        uses
          .slice(1, 5)
          .map((use) => ({ path: use.file.path, load: () => loadRawMap(join(root, use.file.path)) }));
      const question = { file, layout: item.layout, isOnly: item.groundTruth.length === 1, peers };
      const proposal = await chooser.choose(question, rootName, () => Promise.resolve(raw));
      const raster = await loadMap(path, proposal.encoding);
      return {
        ...base,
        proposal,
        plausible: others,
        stored: statistics,
        values: valuesInUnits(raster),
        thumbnail: thumbnailLevels(raster, thumbnailPx),
        error: null,
      };
    } catch (error) {
      return { ...base, ...nothing, plausible: others, stored: statistics, error: told(error, root) };
    }
  } catch (error) {
    return { ...base, ...nothing, error: told(error, root) };
  }
}

async function valuesOf(path: string, { encoding }: EncodingProposal): Promise<UnitValues | null> {
  try {
    return valuesInUnits(await loadMap(path, encoding));
  } catch (error) {
    // A reading that cannot be applied here has no values to show.
    if (isStudioError(error)) return null;
    throw error;
  }
}

/** A preview asks where an import would refuse. */
function told(error: unknown, root: string): NonNullable<LayerPreview['error']> {
  if (!isStudioError(error)) throw error;
  return { tag: error.tag, message: error.message.replaceAll(`${root}/`, '') };
}
