import type { ColorMapName } from '#domain/colormap/colorTables.ts';
import type { ProblemCount } from '#domain/doctor/ListedProblem.ts';
import type { SerialisedError } from '#domain/errors.ts';
import type { MetricSummary } from '#domain/evaluation/summariseFrames.ts';
import type { Quantity } from '#domain/rasters/Raster.ts';
import type {
  AssetRole,
  MetricRecord,
  ProblemRecord,
  RecipeRecord,
  RegionStats,
  RunRecord,
} from '#domain/records.ts';

import type { RegionCause, RegionReview } from '#domain/regions/RegionRecord.ts';
import type { ReportedCauses } from './causesOfRun.ts';
import type { ReportedReview } from './reviewOfRun.ts';

/** Everything a report says, as plain data. The writers (HTML, JSON, CSV) only lay it out. */
export interface ReportModel {
  readonly project: ReportedProject;
  readonly run: RunRecord;
  readonly recipe: ReportedRecipe;
  /** Means and medians over items, by scope (`all`, `class:NAME`, `cause:NAME`, …) and metric. */
  readonly summary: readonly MetricSummary[];
  /** Every item of the run, by name. */
  readonly items: readonly ReportedItem[];
  /** Over all compared pixels of all items; null where nothing was compared. */
  readonly histograms: { readonly error: Histogram; readonly ssim: Histogram } | null;
  /** Why the run fails, beside other runs of the same items. */
  readonly causes: ReportedCauses;
  readonly review: ReportedReview;
  /** The worst regions of the run, worst first. */
  readonly regions: readonly ReportedRegion[];
  readonly regionTotal: number;
  /** Open ones. */
  readonly problems: readonly ProblemRecord[];
  /** How many files have which problem: left out, used and doubtful, mended or kept as they are. */
  readonly problemCounts: readonly ProblemCount[];
  /** Source files of the run's items. */
  readonly sources: readonly SourceFile[];
  readonly rerun: Rerun;
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

interface ReportedProject {
  readonly name: string;
  readonly layout: string;
  /** The dataset's folder, relative to the project file's. */
  readonly root: string;
  readonly items: number;
  readonly createdBy: string;
}

interface ReportedRecipe extends RecipeRecord {
  /** The text that the hash is made of. */
  readonly canonicalText: string;
}

export interface ReportedItem {
  readonly id: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** `predicted` has a map that was not compared: no ground truth, or the comparison failed. */
  readonly state: 'compared' | 'predicted' | 'failed' | 'pending';
  /** Why there is no map, or no comparison. */
  readonly error: SerialisedError | null;
  readonly elapsedMs: number | null;
  readonly alignment: { readonly scale: number; readonly shift: number } | null;
  /** Of every scope. Empty unless compared under the report's recipe. */
  readonly metrics: readonly MetricRecord[];
  readonly regions: number;
  readonly warnings: readonly string[];
}

/** How often values fall into equal bins over [min, max]. */
export interface Histogram {
  readonly quantity: Quantity;
  readonly min: number;
  readonly max: number;
  readonly counts: readonly number[];
  /** Values outside the range. */
  readonly below: number;
  readonly above: number;
  readonly total: number;
  readonly mean: number;
}

/** A rectangle of whole pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ReportedRegion {
  readonly itemName: string;
  /** Among the item's regions; 1 = worst. */
  readonly rank: number;
  /** What it is, in plain words; the corrected cause where a review has one. */
  readonly sentence: string;
  /** The cause it is counted under, with what was measured for it; null where a person said so or nothing is strong. */
  readonly cause: string;
  readonly measured: RegionCause | null;
  readonly review: RegionReview | null;
  readonly severity: number;
  readonly areaPx: number;
  /** areaPx ÷ pixels of the item. */
  readonly areaShare: number;
  readonly box: Box;
  /** Outline in pixel corners of the item. */
  readonly outline: readonly (readonly [number, number])[];
  readonly stats: RegionStats;
  /** What the pictures show: the region with its surroundings. */
  readonly crop: Box;
  /** Every n-th pixel is shown in both directions; 1 = all. */
  readonly cropStep: number;
  readonly panes: readonly ReportedPane[];
}

/** One map or picture of a region's crop. All panes of a region show the same pixels at the same scale. */
export interface ReportedPane {
  readonly title: string;
  /** PNG; null where the map cannot be shown, and then `note` says why. */
  readonly png: Uint8Array | null;
  readonly note: string | null;
  /** What the colours mean; null for the picture. */
  readonly colours: ColourScale | null;
}

export interface ColourScale {
  readonly map: ColorMapName;
  readonly min: number;
  readonly max: number;
  readonly reversed: boolean;
  readonly quantity: Quantity;
}

export interface SourceFile {
  readonly item: string;
  readonly role: AssetRole;
  readonly path: string;
  readonly encoding: string | null;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** How to get the same numbers again. */
export interface Rerun {
  /** For a shell in the project file's folder. */
  readonly commands: readonly string[];
  /** What the commands alone do not repeat. */
  readonly notes: readonly string[];
}
