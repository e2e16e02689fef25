import type { ErrorFields, ErrorTag } from './errors.ts';
import type { StereoCameras } from './camera/StereoCameras.ts';
import type { StereoRig } from './camera/StereoRig.ts';
import type { Recipe } from './evaluation/Recipe.ts';
import type { Quantity } from './rasters/Raster.ts';
import type { SampleCode } from './rasters/sampleCodes.ts';
import type { Turn } from './rasters/turnRaster.ts';

/** The records of a project as they are stored and as the studio sees them. All are replaced whole, never edited. */

/** What a source file of an item is. */
export type AssetRole = 'left' | 'right' | 'disparity' | 'depth' | 'nonoccluded-mask' | 'occlusion-mask';

/** How the stored numbers of a map become a quantity: value · scale + offset, with the invalid markers removed. */
export interface Encoding {
  /** A known name (`kitti-disparity`) or `custom`. */
  readonly name: string;
  readonly quantity: Quantity;
  readonly scale: number;
  readonly offset: number;
  /** Raw values that mean "no value"; NaN and ±Infinity always do. */
  readonly invalid: readonly number[];
  /** Set where the numbers are distances along the ray (Hypersim): the camera's horizontal field of view. */
  readonly rayFovDeg?: number;
  /** How a stored sample becomes the number that `scale` and the markers are for; absent = it is that number. */
  readonly code?: SampleCode;
  /** Numbers below `least` or above `most` mean "no value" too (sky, behind the camera). */
  readonly least?: number;
  readonly most?: number;
  /** Only the size of the number counts, not its sign (Scene Flow). */
  readonly isAbsolute?: true;
  /** The map is that many times the picture's size; every so manyth row and column is taken (Spring: 2). */
  readonly step?: number;
  /** Files beside the map in which 0 means "no value": the map's path with `from` replaced by `to`. */
  readonly validWhere?: readonly { readonly from: string; readonly to: string }[];
  /** The map is turned so before anything is done with it; width and height of the file are exchanged, but for `half`. */
  readonly turn?: Turn | undefined;
}

/** A source file of an item. It is never changed or copied. */
export interface AssetRecord {
  readonly id: number;
  readonly itemId: number;
  readonly role: AssetRole;
  /** Relative to the project file's folder, with forward slashes. */
  readonly path: string;
  /** What the numbers mean; null for pictures. */
  readonly encoding: Encoding | null;
  /** Null until the file is first used: a large dataset is imported by headers alone. */
  readonly sha256: string | null;
  readonly sizeBytes: number;
  /** It was not there when it was looked for last. */
  readonly isMissing: boolean;
}

export interface ItemRecord {
  readonly id: number;
  /** Unique within the project and stable over re-imports, e.g. `training/000000_10`. */
  readonly name: string;
  /** Of the left image; of the rectified one, where the pair is rectified first. */
  readonly width: number;
  readonly height: number;
  readonly rig: StereoRig | null;
  /** Where the calibration came from: a file's path, `given`, or null. */
  readonly rigSource: string | null;
  /** Cameras that rectify the pair before it is shown, matched or compared; null = it is used as it is. */
  readonly cameras: StereoCameras | null;
}

/** One line of the item list. */
export interface ItemRow {
  readonly id: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly hasGroundTruth: boolean;
  readonly problems: number;
  readonly annotations: number;
  /** Of the asked run; failed where the method or the comparison did; stale where a picture changed since; null without one. */
  readonly state: 'done' | 'failed' | 'stale' | null;
  /** One of its files is gone. */
  readonly isMissing: boolean;
  readonly tags: readonly string[];
  /** '' = none. */
  readonly split: string;
  readonly hasNote: boolean;
  /** Metrics of scope `all` by name; none where they are stale. */
  readonly metrics: Readonly<Record<string, number | null>>;
}

/** A rejected or doubtful file. A rejected file is left out; a doubtful one is used and marked. */
export interface ProblemRecord {
  readonly id: number;
  readonly itemId: number | null;
  readonly file: string;
  readonly severity: 'rejected' | 'doubtful';
  readonly tag: ErrorTag;
  readonly message: string;
  readonly fields: ErrorFields;
}

/** A way to get maps: a matcher or a network with its options, or a folder of maps made elsewhere. */
export interface MethodRecord {
  readonly id: number;
  /** As on the command line: `sgbm:mode=hh,numDisparities=128`, or the imported method's name. */
  readonly spec: string;
  readonly kind: 'sgbm' | 'block' | 'global' | 'network' | 'imported';
  /** Every option with its effective value. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

export interface RunRecord {
  readonly id: number;
  readonly method: MethodRecord;
  readonly recipeHash: string;
  readonly createdAt: string;
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  /** Of those done, results of pictures that changed since; they count in no figure. */
  readonly stale: number;
}

/** One method's map for one item, or why there is none. */
export interface PredictionRecord {
  readonly id: number;
  readonly runId: number;
  readonly itemId: number;
  readonly state: 'done' | 'failed';
  readonly error: { readonly tag: ErrorTag; readonly message: string; readonly fields: ErrorFields } | null;
  /** Raster id of the map as the method gave it. */
  readonly rasterId: string | null;
  readonly quantity: Quantity | null;
  readonly elapsedMs: number;
  /** How it was computed: the path of the matcher, threads; the provider of a network, its input size. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  /** A picture that it was made from has other content now. */
  readonly isStale: boolean;
}

/** A prediction compared with ground truth under one recipe. */
export interface EvaluationRecord {
  readonly id: number;
  readonly predictionId: number;
  readonly recipeHash: string;
  readonly alignment: { readonly scale: number; readonly shift: number };
  /** Raster ids. Error is prediction − ground truth in the compared quantity. */
  readonly alignedRasterId: string;
  readonly errorRasterId: string;
  readonly ssimRasterId: string;
  readonly coverageRasterId: string;
  readonly warnings: readonly string[];
}

/** A number with the share of pixels it stands on. */
export interface MetricRecord {
  /** `all`, `class:NAME`, `cause:NAME`, `distance:10-30`, …: see domain/evaluation/scopes.ts. */
  readonly scope: string;
  /** absRel, rmse, delta1, epe, bad2, d1All, ssim, … */
  readonly name: string;
  /** Null where the metric has no value (no valid pixel); never NaN. */
  readonly value: number | null;
  /** Valid compared pixels ÷ pixels of the scope that have ground truth (prediction density), [0, 1]. */
  readonly coverage: number;
  readonly pixels: number;
}

export type { RegionRecord, RegionStats } from './regions/RegionRecord.ts';

export interface RecipeRecord {
  readonly hash: string;
  readonly label: string;
  readonly recipe: Recipe;
}

type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** Work that takes time. It survives the program: a job that was running when the program died runs on at next open. */
export interface JobRecord {
  readonly id: number;
  readonly kind: 'import' | 'run' | 'evaluate' | 'import-predictions' | 'bundle' | 'check';
  readonly title: string;
  readonly state: JobState;
  readonly done: number;
  readonly failed: number;
  /** Null while not yet known. */
  readonly total: number | null;
  /** The item being worked on. */
  readonly current: string | null;
  readonly error: { readonly tag: string; readonly message: string; readonly fields?: ErrorFields } | null;
  readonly runId: number | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}
