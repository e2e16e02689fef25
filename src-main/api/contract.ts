/**
 * What crosses between the studio's window and its backend, typed once. Types and header names only. Routes answer with these, the
 * renderer's client reads them. Metadata is JSON; rasters and pictures are binary (see rasterHeaders).
 */
import type { Annotation, AnnotationClass, AnnotationDiff } from '#domain/annotation/Annotation.ts';
import type { EpipolarError } from '#domain/camera/epipolarError.ts';
import type { RunComparison } from '#domain/comparison/RunComparison.ts';
import type { LayoutRecord } from '#domain/datasets/Layout.ts';
import type { SampleStatistics } from '#domain/datasets/sampleStatistics.ts';
import type { ListedProblem, ProblemCount } from '#domain/doctor/ListedProblem.ts';
import type { BackgroundRule } from '#domain/ignore/BackgroundRule.ts';
import type { ErrorTag, SerialisedError } from '#domain/errors.ts';
import type { PhotometricCheck } from '#domain/photometric/PhotometricCheck.ts';
import type { ThumbnailLevels } from '#domain/rasters/thumbnailLevels.ts';
import type { UnitValues } from '#domain/rasters/valuesInUnits.ts';
import type { CostCurve } from '#domain/stereo/confidence/CostCurve.ts';
import type { ItemFilter } from '#domain/items/ItemFilter.ts';
import type { ItemLabels } from '#domain/items/ItemLabels.ts';
import type { SubsetSize } from '#domain/items/SubsetSize.ts';
import type { ModelDownload } from '#domain/networks/ModelDownload.ts';
import type { ModelManifest } from '#domain/networks/ModelManifest.ts';
import type { Graph } from '#domain/networks/Graph.ts';
import type {
  AssetRecord,
  EvaluationRecord,
  ItemRecord,
  ItemRow,
  JobRecord,
  MetricRecord,
  PredictionRecord,
  ProblemRecord,
  RecipeRecord,
  RegionRecord,
  RunRecord,
} from '#domain/records.ts';
import type { FailureChanges } from '#domain/comparison/compareFailures.ts';
import type { AnnotationRecall } from '#domain/regions/annotationRecall.ts';
import type { RunCounts } from '#domain/regions/CauseCounts.ts';
import type { RegionGroup } from '#domain/regions/groups/RegionGroup.ts';
import type { FrameFindings, RegionReview } from '#domain/regions/RegionRecord.ts';
import type { CauseAccuracy } from '#domain/review/causeAccuracy.ts';
import type { ReviewEdit } from '#domain/review/editReview.ts';
import type { RegionSettings } from '#domain/regions/RegionSettings.ts';

/** Answer of every failed request, with a 4xx status for a StudioError and 500 for a bug. */
export interface ErrorAnswer {
  readonly error:
    SerialisedError | { readonly tag: 'Bug'; readonly message: string; readonly fields: object };
}

/** GET /api/session */
export interface SessionAnswer {
  readonly version: string;
  readonly host: 'electron' | 'browser';
  readonly project: ProjectSummary | null;
  readonly recentProjects: readonly { readonly path: string; readonly name: string }[];
  /** Window state kept between starts; the renderer owns its form. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What the user should know about this start, e.g. that the settings file was unreadable. */
  readonly notices: readonly string[];
}

/** GET /api/project; also the answer of open, sample and import. */
export interface ProjectSummary {
  readonly path: string;
  readonly name: string;
  readonly layout: string;
  readonly itemCount: number;
  readonly rejectedCount: number;
  readonly doubtfulCount: number;
  readonly runs: readonly RunRecord[];
  /** The recipe in force. */
  readonly recipe: RecipeRecord;
  readonly classes: readonly AnnotationClass[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The folders that the items lie in. */
  readonly roots: readonly {
    readonly id: number;
    /** Absolute. */
    readonly path: string;
    readonly items: number;
    /** The folder itself is not there. */
    readonly isMissing: boolean;
    /** What is background in its pictures, in words; null = nothing is told apart. */
    readonly background: string | null;
  }[];
  /** Items of which a file is gone. */
  readonly missingCount: number;
  readonly tags: readonly { readonly name: string; readonly items: number }[];
  readonly splits: readonly { readonly name: string; readonly items: number }[];
  readonly filters: readonly { readonly id: number; readonly name: string; readonly filter: ItemFilter }[];
  /** When it was read, ms since 1970 with fraction: an older answer that comes late never replaces a newer one. */
  readonly readAt: number;
}

/** POST /api/project/open {path}; POST /api/project/sample; POST /api/project/close (answers {}) */

/** POST /api/project/import: makes the project, opens it and starts the import job. */
export interface ImportRequest {
  readonly root: string;
  /** The project file to make. */
  readonly output: string;
  /** `auto` or a layout's name. */
  readonly layout: string;
  /** Encoding of the ground truth, named or spelled out, or one per layer (givenEncodings.ts); null = proposed. */
  readonly groundTruthEncoding: string | null;
  /** Path of a calibration that holds for every item; null or absent = what the dataset brings. */
  readonly calibration?: string | null;
}

/** POST /api/import/preview {root, layout, groundTruthEncoding}: what an import would find; reads names and one map per layer. */
export interface ImportPreviewAnswer {
  readonly layout: string;
  readonly reason: string;
  /** What is known of the layouts that were found. */
  readonly records: readonly LayoutRecord[];
  readonly items: number;
  readonly withRight: number;
  readonly withGroundTruth: number;
  readonly withCalibration: number;
  readonly splits: readonly { readonly name: string; readonly items: number }[];
  /** Of masks that come with the data. */
  readonly classes: readonly string[];
  /** Files with annotations of the whole dataset. */
  readonly annotations: readonly { readonly path: string; readonly format: string }[];
  readonly layers: readonly ImportLayer[];
  readonly rejected: readonly { readonly file: string; readonly tag: string; readonly message: string }[];
  readonly suggestedOutput: string;
}

/** What one reading of a layer's numbers gives. */
export interface ImportReading {
  /** By name or spelled out. */
  readonly encoding: string;
  readonly reason: string;
  /** In its unit; null where it cannot be applied. */
  readonly values: UnitValues | null;
}

/** All ground truth of one role that one layout found, looked at through one file. */
export interface ImportLayer {
  /** As in `groundTruthEncoding`: `kitti-2015/disparity:kitti-disparity`. */
  readonly layer: string;
  readonly role: 'disparity' | 'depth';
  readonly items: number;
  readonly file: string;
  /** Null: the user says which. */
  readonly reading: ImportReading | null;
  readonly plausible: readonly ImportReading[];
  /** Of the stored values; null where the file cannot be read. */
  readonly stored: SampleStatistics | null;
  readonly thumbnail: ThumbnailLevels | null;
  /** Why there is no reading. */
  readonly error: { readonly tag: ErrorTag; readonly message: string } | null;
}

/** GET /api/folders?path=: one level of the studio's own file picker. */
export interface FolderAnswer {
  readonly path: string;
  /** Null at a root. */
  readonly parent: string | null;
  readonly roots: readonly string[];
  readonly entries: readonly {
    readonly name: string;
    readonly path: string;
    readonly kind: 'folder' | 'file';
    readonly sizeBytes: number;
  }[];
}

/**
 * GET /api/items?offset&limit&sort&descending&filter&run — sort is `name`, `split` or a metric's name (scope `all`);
 * filter is an ItemFilter as JSON or a part of the name, by default none.
 */
export interface ItemsAnswer {
  readonly total: number;
  readonly rows: readonly ItemRow[];
}

/**
 * POST /api/roots {path, layout, groundTruthEncoding} adds a folder and imports it, POST /api/roots/:id/remove takes it
 * away with its items and results; both answer ProjectSummary. POST /api/roots/:id/relocate {path} says where it is now.
 */
export interface RelocateAnswer {
  readonly project: ProjectSummary;
  /** Of the files looked for, how many are there. */
  readonly found: number;
  readonly lookedFor: number;
}

/**
 * GET /api/roots/:id/background: the rule of a folder and the one that its pictures ask for. PUT {rule} keeps one (null =
 * nothing is told apart) and compares again; answers ProjectSummary.
 */
export interface BackgroundAnswer {
  readonly rule: BackgroundRule | null;
  readonly proposal: { readonly rule: BackgroundRule; readonly reason: string } | null;
  /** Pictures that were looked at for the proposal. */
  readonly pictures: number;
}

/** POST /api/items/:id/background {rule}: what a rule would do to an item; nothing is kept. */
export interface BackgroundPreview {
  /** The left picture made small, background blue, limb orange; base64. */
  readonly png: string;
  readonly width: number;
  readonly height: number;
  /** Shares of the picture. */
  readonly background: number;
  readonly limb: number;
}

/**
 * POST /api/bundle {output, itemIds} or {output, filter, run}, neither for all items; {files, results}, by default true: a
 * job writes those items as one zip. InvalidOption where there is something at `output`.
 * POST /api/project/unbundle {path, folder} unpacks one into a new folder and opens it; answers ProjectSummary.
 */
export interface BundleAnswer {
  readonly jobId: number;
  readonly items: number;
}

/** POST /api/bundle/size, items as above: what such a bundle would hold. */
export type BundleSizeAnswer = SubsetSize;

/** GET /api/items/:id/labels */
export type LabelsAnswer = ItemLabels;

/**
 * PUT /api/labels {itemIds, edit} or {filter, run, edit}: an undoable step; edit is a LabelEdit. PUT /api/filters
 * {name, filter} keeps a filter, POST /api/filters/:id/remove forgets it. All answer ProjectSummary.
 */

/** GET /api/items/:id */
export interface ItemAnswer {
  readonly item: ItemRecord;
  readonly assets: readonly AssetRecord[];
  readonly problems: readonly ProblemRecord[];
  readonly predictions: readonly PredictionRecord[];
}

/**
 * GET /api/items/:id/thumbnail: the left picture as JPEG, at most 128 px on its longer side, with an ETag; 404 NotFound
 * without one.
 */

/** GET /api/items/:id/evaluation?run= */
export interface EvaluationAnswer {
  readonly prediction: PredictionRecord | null;
  /** Null without ground truth, or where evaluation failed (then `error` says why). */
  readonly evaluation: EvaluationRecord | null;
  readonly error: SerialisedError | null;
  readonly recipe: RecipeRecord | null;
  readonly metrics: readonly MetricRecord[];
  /** Without ground truth these are suspicions. */
  readonly regions: readonly RegionRecord[];
  /** What was found of the frame as a whole; null while nobody looked. */
  readonly findings: FrameFindings | null;
}

/**
 * GET /api/items/:id/epipolar: how far the rows of the pair are from corresponding, as it is matched. Measured when first
 * asked for, or when a run matches the pair, and kept. 4xx FileMissing without a pair.
 */
export type EpipolarAnswer = EpipolarError;

/** PUT /api/items/:id/rig {rig}: calibration given by the user (null removes it). Answers ItemAnswer. */

/** GET /api/problems: how many files are rejected or doubtful, by kind, and the first 500 open ones, rejected ones first. */
export interface ProblemsAnswer {
  readonly problems: readonly ProblemRecord[];
  readonly kinds: readonly ProblemCount[];
  /** Items whose pixels were examined at some time, of so many. */
  readonly checked: number;
  readonly items: number;
}

/** GET /api/problems/list?kind&state&text&offset&limit: one kind's; `state` is open (default) or settled. */
export interface ProblemListAnswer {
  readonly total: number;
  readonly rows: readonly ListedProblem[];
}

/**
 * POST /api/problems/:id/remedy {key, alike}: one of remediesFor by its remedyKey, for this problem or for all open ones
 * of its kind that offer it; one undoable step. POST /api/problems/check examines what changed; answers JobRecord.
 */
export interface RemedyAnswer {
  readonly project: ProjectSummary;
  readonly settled: number;
  /** The first of those that could not be mended. */
  readonly refused: readonly { readonly file: string; readonly message: string }[];
  /** Alike, and more than one step takes. */
  readonly left: number;
}

/** POST /api/import/check {root, layout, groundTruthEncoding}: what headers show before an import, by kind. */
export interface ImportCheckAnswer {
  /** Items whose headers were read, of so many. */
  readonly lookedAt: number;
  readonly items: number;
  readonly kinds: readonly {
    readonly kind: ProblemCount['kind'];
    readonly rejected: number;
    readonly doubtful: number;
    readonly first: readonly { readonly file: string; readonly message: string }[];
  }[];
}

/** POST /api/runs: starts a job that predicts, evaluates and finds regions. */
export interface StartRunRequest {
  /** As on the command line: `sgbm:mode=hh,numDisparities=128`. */
  readonly method: string;
  /** Null = every item. */
  readonly itemIds: readonly number[] | null;
}

export interface StartRunAnswer {
  readonly runId: number;
  readonly jobId: number;
}

/**
 * GET /api/runs/:id/summary?intervals: the run's numbers over its items by scope and metric, under its recipe alone.
 * Confidence intervals are made where they are asked for (`true`), which takes longer.
 */
export interface RunSummaryAnswer {
  readonly run: RunRecord;
  readonly recipe: RecipeRecord;
  readonly rows: readonly {
    readonly scope: string;
    readonly metric: string;
    /** As the recipe averages: over images or over pixels. */
    readonly mean: number | null;
    readonly imageMean: number | null;
    /** Null where the metric over all pixels does not follow from the images' values. */
    readonly pixelMean: number | null;
    readonly median: number | null;
    readonly quartiles: readonly [number, number] | null;
    /** 95 % of `mean`, by bootstrap over items. */
    readonly interval: readonly [number, number] | null;
    /** Items that have a value. */
    readonly items: number;
    readonly meanCoverage: number;
  }[];
  /** What keeps numbers out, in sentences: those of other recipes. */
  readonly warnings: readonly string[];
}

/**
 * GET /api/runs/:id/table?scope&sort&descending&offset&limit: items by metrics, one recipe. `sort` is `name` or a
 * metric's name. GET /api/runs/:id/table/csv and /json with scope, sort, descending and metrics (names joined by commas)
 * answer all items as a download, with the recipe's text.
 */
export interface MetricTableAnswer {
  readonly total: number;
  readonly rows: readonly {
    readonly itemId: number;
    readonly itemName: string;
    readonly metrics: Readonly<
      Record<string, { readonly value: number | null; readonly coverage: number; readonly pixels: number }>
    >;
  }[];
}

/**
 * GET /api/items/:id/error-profile?run&against: how the errors are spread, see domain/metrics/errorProfile.ts. `against`
 * is `truth` (the compared quantity; default) or `distance` (metres; CalibrationMissing where that is not known).
 */
export interface ErrorProfileAnswer {
  /** Null where nothing is compared. */
  readonly profile: {
    readonly errorEdges: readonly number[];
    readonly counts: readonly number[];
    readonly truthEdges: readonly number[];
    readonly bandCounts: readonly number[];
    readonly bandBias: readonly (number | null)[];
    readonly bandMeanAbsolute: readonly (number | null)[];
    readonly band90Absolute: readonly (number | null)[];
  } | null;
}

/**
 * GET /api/items/:id/sparsification?run: AbsRel of what remains as the least certain pixels are dropped, in steps of 2 %.
 */
export interface SparsificationAnswer {
  /** Null where the method says nothing of its certainty, or nothing is compared. */
  readonly curves: {
    readonly own: readonly number[];
    readonly oracle: readonly number[];
    readonly random: number;
    readonly pixels: number;
  } | null;
}

/** POST /api/items/:id/trial {run, recipe}: the item's numbers under another recipe. Nothing is kept. */
export interface TrialAnswer {
  readonly label: string;
  readonly alignment: EvaluationRecord['alignment'];
  readonly metrics: readonly MetricRecord[];
  /** Null where the rules of regions are those in force. */
  readonly regions: number | null;
  readonly warnings: readonly string[];
}

/**
 * GET /api/comparison?a&b&metric&scope&tolerance&regions: run b against run a. Scope `all` and tolerance 0 unless given.
 * Only the items and regions with the largest changes are listed; the counts are of all. Without `regions=true` regions
 * are not compared, which takes time.
 */
export interface ComparisonAnswer extends Omit<RunComparison, 'better' | 'worse' | 'regions'> {
  readonly better: ListOf<RunComparison['better'][number]>;
  readonly worse: ListOf<RunComparison['worse'][number]>;
  readonly regions: {
    readonly fixed: ListOf<RunComparison['regions']['fixed'][number]>;
    readonly added: ListOf<RunComparison['regions']['added'][number]>;
    readonly worse: ListOf<RunComparison['regions']['worse'][number]>;
    readonly kept: number;
  } | null;
}

/** The head of a list. */
export interface ListOf<Entry> {
  readonly total: number;
  readonly first: readonly Entry[];
}

/**
 * GET /api/comparison/points?a&b&metric&scope: every item that both runs have a value of, as binary: n item ids (int32),
 * then n values of a, then n of b (float32), little-endian; n = bytes ÷ 12.
 */

/** POST /api/predictions/import: a folder of maps made elsewhere becomes a method. Answers ImportPredictionsAnswer. */
export interface ImportPredictionsRequest {
  readonly folder: string;
  readonly method: string;
  readonly encoding: string;
  /** A folder of maps of how sure the method is, of the same names; absent = there are none. */
  readonly confidence?: { readonly folder: string; readonly larger: 'surer' | 'less-sure' } | null;
}

export interface ImportPredictionsAnswer extends StartRunAnswer {
  readonly matched: number;
  /** Items without a map; they are left out. */
  readonly missing: readonly string[];
  /** Maps that belong to no item. */
  readonly unmatched: readonly string[];
}

/** PUT /api/recipe {recipe}: puts a recipe in force and re-evaluates every run. */
export interface SetRecipeAnswer {
  readonly recipe: RecipeRecord;
  readonly jobId: number | null;
}

/**
 * GET /api/regions?run&item&cause&review&offset&limit: over the dataset, worst first. `cause` is the corrected one where
 * there is one, else the likeliest, or `unexplained`; `review` is open, confirmed or rejected.
 */
export interface RegionsAnswer {
  readonly total: number;
  readonly rows: readonly (RegionRecord & {
    readonly itemName: string;
    readonly runId: number;
    /** Null while nobody said anything. */
    readonly review: RegionReview | null;
  })[];
}

/** A region as lists over the dataset have it. */
export type ListedRegion = RegionsAnswer['rows'][number];

/** GET /api/regions/counts?runs=1,2: why runs fail; domain/regions/CauseCounts.ts makes shares of it. */
export interface RegionCountsAnswer {
  readonly runs: readonly (RunCounts & { readonly run: RunRecord })[];
}

/** GET /api/regions/comparison?a&b&cause: who fails where; counts are of all, lists of one cause where it is given. */
export interface FailureChangesAnswer extends Omit<FailureChanges, 'fixed' | 'kept' | 'added'> {
  readonly fixed: ListOf<ListedRegion>;
  readonly kept: ListOf<{ readonly a: ListedRegion; readonly b: ListedRegion }>;
  readonly added: ListOf<ListedRegion>;
}

/** GET /api/regions/groups?run: alike failures, the largest error first. */
export interface RegionGroupsAnswer {
  readonly groups: readonly (Omit<RegionGroup, 'medoidId' | 'regionIds'> & {
    readonly regions: number;
    readonly example: ListedRegion;
    readonly worst: readonly ListedRegion[];
  })[];
  /** Regions that were grouped: the worst ones; and those that were left out for their number. */
  readonly grouped: number;
  readonly left: number;
}

/** GET /api/regions/recall?run&coverage: annotated objects against regions. */
export type RecallAnswer = AnnotationRecall;

/** GET /api/regions/settings */
export interface RegionSettingsAnswer {
  readonly settings: RegionSettings;
}

/** PUT /api/regions/settings {settings}: every map is searched again; null = there is none. */
export interface SetRegionSettingsAnswer extends RegionSettingsAnswer {
  readonly jobId: number | null;
}

/**
 * GET /api/regions/gallery with a RegionQuery's fields in the query (run, item, cause, review, class, from, to, severity,
 * tag, sort, descending), offset and limit; answers RegionsAnswer, with the size of each region's frame.
 */
export interface GalleryAnswer {
  readonly total: number;
  readonly rows: readonly GalleryRegion[];
}

export type GalleryRegion = ListedRegion & {
  readonly frame: { readonly width: number; readonly height: number };
  /** The image changed since the region was found. */
  readonly isStale: boolean;
};

/** GET /api/regions/next with the gallery's query, place and step (1 or -1): the next region that nobody reviewed. */
export interface NextRegionAnswer {
  /** In the gallery, from 0; null where there is none on that side. */
  readonly place: number | null;
}

/**
 * GET /api/regions/:id/card?map= (ssim or error): the card's tiles side by side as WebP, see drawRegionCard, with an ETag and
 * its facts as JSON in cardFactsHeader.
 */
export const cardFactsHeader = 'x-card-facts';

/**
 * POST /api/regions/review: says something of regions, as one undoable step. `annotate` also makes an annotation of each:
 * of a class, or of the one that the cause is about.
 */
export interface ReviewRequest {
  readonly regionIds: readonly number[];
  readonly edit: ReviewEdit;
  readonly annotate?: { readonly classId: number | 'cause' } | null;
}

/**
 * POST /api/regions/split {regionId, line} (line null = by itself) and /api/regions/merge {regionIds}: as one undoable step;
 * the frame is examined again, and 'evaluated' follows. 4xx InvalidOption where it changes nothing. Answers this, too.
 */
export interface ReviewAnswer {
  readonly reviews: readonly ReviewedRegion[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What is said of a region now. */
interface ReviewedRegion {
  readonly regionId: number;
  readonly itemId: number;
  readonly review: RegionReview | null;
}

/** GET /api/regions/progress?run=: how far the review has come, and how well automatic causes do on what was reviewed. */
export interface ReviewProgressAnswer {
  readonly total: number;
  /** Confirmed or rejected. */
  readonly reviewed: number;
  readonly causes: readonly {
    readonly cause: string;
    readonly open: number;
    readonly confirmed: number;
    readonly rejected: number;
  }[];
  readonly accuracy: readonly CauseAccuracy[];
  readonly tags: readonly { readonly name: string; readonly regions: number }[];
}

/** GET /api/annotations?item= */
export interface AnnotationsAnswer {
  readonly annotations: readonly Annotation[];
}

/** POST /api/annotations/diff {diff}; POST /api/annotations/undo; POST /api/annotations/redo */
export interface AnnotationEditAnswer {
  /** What was done, to be applied to the copies on screen; null when there was nothing to undo or redo. */
  readonly diff: AnnotationDiff | null;
  /** Regions of which something else is said now. */
  readonly reviews: readonly ReviewedRegion[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** PUT /api/annotations/classes {classes}. A class with annotations cannot be removed. */
export interface ClassesAnswer {
  readonly classes: readonly AnnotationClass[];
}

/** GET /api/annotations/export?format=coco → JSON; format=masks → zip. POST /api/annotations/import?format= with the file as body. */
export interface AnnotationImportAnswer {
  readonly items: number;
  readonly shapes: number;
  readonly warnings: readonly string[];
}

/**
 * GET /api/items/:id/photometric?run=: how the run's map explains the item's pair, without ground truth. Computed when it
 * is first asked for. 404 NotFound without a map, FileMissing without a pair, CalibrationMissing where the map says
 * nothing about disparity.
 */
export interface PhotometricAnswer {
  /** Rasters of /api/rasters/:id. */
  readonly errorRasterId: string;
  readonly smoothnessRasterId: string;
  readonly visibilityRasterId: string;
  readonly leftRightRasterId: string | null;
  readonly numbers: PhotometricCheck['numbers'];
  /** Why there is no left-right comparison; null where there is one. */
  readonly noRightView: string | null;
  /** `aligned` where the method's own map has no unit. */
  readonly checked: 'prediction' | 'aligned';
}

/**
 * POST /api/items/:id/preview: matches the item with these options, keeps nothing and answers the disparity as binary,
 * with rasterHeaders and previewHeaders. A request ends the one before it in the same slot.
 */
export interface PreviewRequest {
  readonly method: string;
  /** x, y, width, height of what is on screen; null = all. Only this part is answered, where that saves work. */
  readonly visible: readonly [number, number, number, number] | null;
  /** Any name, told apart by window and place. */
  readonly slot: string;
}

export const previewHeaders = {
  /** Where the answered map lies in the left picture, px. */
  x: 'x-preview-x',
  y: 'x-preview-y',
  /** What was matched for it, margins included, px. */
  matchedWidth: 'x-preview-matched-width',
  matchedHeight: 'x-preview-matched-height',
  elapsedMs: 'x-preview-elapsed-ms',
  /** JSON: how it was computed, as in PredictionRecord. */
  details: 'x-preview-details',
} as const;

/**
 * POST /api/items/:id/cost-curve: what every disparity costs at a pixel. `raw` is answered at once, `aggregated` after
 * matching. A request ends the one before it in the same slot.
 */
export interface CostCurveRequest {
  readonly method: string;
  /** Whole pixels of the left picture. */
  readonly x: number;
  readonly y: number;
  readonly stage: 'raw' | 'aggregated';
  readonly slot: string;
}

export interface CostCurveAnswer {
  /** Null where the pixel's whole range does not fit the pictures. */
  readonly curve: CostCurve | null;
  /** Costs were summed over this part of the picture only, width × height; null = over all of it. */
  readonly around: readonly [number, number] | null;
}

/** POST /api/items/:id/confidence {method, slot}: how far that method's map may be trusted, as rasters of the project. */
export interface ConfidenceAnswer {
  /** %: the largest uniquenessRatio that keeps the pixel. */
  readonly uniquenessRasterId: string;
  /** px: |left − right disparity|, without the matcher's own checks. */
  readonly leftRightRasterId: string;
}

/** GET /api/models */
export interface ModelsAnswer {
  readonly models: readonly ModelSummary[];
  /** Manifests that cannot be read; the others are listed all the same. */
  readonly broken: readonly { readonly file: string; readonly error: SerialisedError }[];
  readonly downloads: readonly ModelDownload[];
}

/** A network as the list shows it. */
export interface ModelSummary {
  readonly manifest: ModelManifest;
  /** `partial`: some of its files are there. */
  readonly state: 'ready' | 'partial' | 'absent' | 'imported-only';
  readonly origin: 'catalogue' | 'added';
  /** Of all files; null where one is not known, or there is none. */
  readonly sizeBytes: number | null;
  /** Its files have addresses and known hashes. */
  readonly isDownloadable: boolean;
}

/**
 * POST /api/models/:id/download {licence}: the licence's name, as the user accepted it. POST /api/models/:id/cancel stops
 * the download, POST /api/models/:id/remove deletes the files (of one that was added, all of it). All answer ModelsAnswer.
 */

/** POST /api/models/inspect {path}: what an .onnx file probably is. */
export interface ModelInspectionAnswer {
  readonly graph: Graph;
  readonly manifest: ModelManifest;
  readonly reasons: readonly string[];
}

/** POST /api/models/try {path, manifest, itemId}: the file's map of an item's left picture, as a raster. Not stored. */

/** POST /api/models/add {path, manifest} answers ModelsAnswer. */

/** GET /api/jobs */
export interface JobsAnswer {
  readonly jobs: readonly JobRecord[];
}
/** POST /api/jobs/:id/cancel and /resume answer JobRecord. */

/** GET /api/reports/:format?run= (html, json, csv) answers the file as a download. */

/** PUT /api/settings with the whole settings object. */

/**
 * GET /api/assets/:id/raster, GET /api/rasters/:id and GET /api/assets/:id/picture.
 * Body: little-endian float32 (rasters) or 8-bit interleaved samples (pictures), row-major. Strong ETag.
 */
export const rasterHeaders = {
  width: 'x-raster-width',
  height: 'x-raster-height',
  /** A Quantity (domain/rasters/Raster.ts); absent for pictures. */
  quantity: 'x-raster-quantity',
  /** 1 or 3 for pictures, 1 for rasters. */
  channels: 'x-raster-channels',
} as const;

/** GET /api/events: server-sent events; `data` is one of these as JSON. */
export type StudioEvent =
  | {
      readonly type: 'job';
      readonly job: JobRecord;
      readonly itemsPerSecond: number | null;
      readonly secondsLeft: number | null;
    }
  | { readonly type: 'project'; readonly project: ProjectSummary | null }
  /** Items appeared or changed; ids null = many. */
  | { readonly type: 'items'; readonly ids: readonly number[] | null }
  /** A prediction, its evaluation and its regions were saved. */
  | { readonly type: 'evaluated'; readonly runId: number; readonly itemId: number }
  | { readonly type: 'annotations'; readonly itemIds: readonly number[] }
  /** Somebody said something of regions. */
  | { readonly type: 'reviewed'; readonly regionIds: readonly number[] }
  /** A download of a network got further or ended. */
  | { readonly type: 'download'; readonly download: ModelDownload };
