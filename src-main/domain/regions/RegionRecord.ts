/** A connected part of a frame where a prediction fails, or is suspected to. */
export interface RegionRecord {
  /** Stays the same over re-runs and new comparisons while the region overlaps its former self; its review hangs on it. */
  readonly id: number;
  readonly predictionId: number;
  /** Null where the item has no ground truth: then the region is a suspicion. */
  readonly evaluationId: number | null;
  readonly itemId: number;
  /** 1 = worst of its item. */
  readonly rank: number;
  /** The product of its parts; larger is worse. */
  readonly severity: number;
  readonly parts: SeverityParts;
  readonly areaPx: number;
  /** x, y, width, height in pixels. */
  readonly bbox: readonly [number, number, number, number];
  /** Outer outline in pixel corners, [[x, y], …], closed implicitly. */
  readonly outline: readonly (readonly [number, number])[];
  readonly stats: RegionStats;
  readonly detection: RegionDetection;
  /** The likeliest cause, or `unexplained` where none is strong. */
  readonly cause: string;
  /** Every cause with any evidence, the likeliest first; empty where none has. */
  readonly causes: readonly RegionCause[];
  readonly bias: RegionBias;
  /** Sum of |ln p − ln g| over its pixels: its share of the run's error. */
  readonly errorSum: number;
  /** Its pixels with both depths: what errorSum stands on. */
  readonly comparedPx: number;
  /** Class of the annotated objects that hold at least half of it; null where none does. */
  readonly annotatedClass: string | null;
}

/** How wrong × how large × how sure, each in [0, 1]. */
export interface SeverityParts {
  /** Mean badness of the compared pixels. */
  readonly wrong: number;
  /** Share of the frame. */
  readonly large: number;
  /** n ÷ (n + 16) for n compared pixels; halved for a suspicion, and by as much as the ground truth is suspect. */
  readonly sure: number;
}

export interface RegionStats {
  readonly meanSsim: number | null;
  readonly meanAbsError: number | null;
  /** Mean of prediction − ground truth in the compared quantity. */
  readonly meanError: number | null;
  readonly meanGroundTruth: number | null;
  /** Share of the region's pixels with ground truth that have no prediction. */
  readonly missingShare: number;
}

/**
 * By which map pixels count as failing.
 * error: |prediction − truth| above the recipe's two limits; log-error: |ln p − ln g|; bad-pixel: the protocol's bad
 * pixel, all alike; ssim: 1 − SSIM; boundary: log error in the band along depth edges; photometric: what the pair of
 * pictures says where there is no ground truth; rule: sky and black background, which have none.
 */
export type RegionMap = 'error' | 'log-error' | 'bad-pixel' | 'ssim' | 'boundary' | 'photometric' | 'rule';

/** How a region was found; every limit that took part is kept, whichever decided. */
export interface RegionDetection {
  readonly map: RegionMap;
  readonly threshold: 'fixed' | 'robust';
  /** The limit of the protocol, in the map's unit. */
  readonly fixed: number | null;
  /** median + 3 · 1.4826 · MAD of the frame's map; null where too few pixels are compared. */
  readonly robust: number | null;
  /** The map's unit: '%' of depth, 'px', 'm', '1/m', or '' for a share. */
  readonly unit: string;
  /** Of the whole image, because most of it fails. */
  readonly isWholeImage: boolean;
  /** Found without ground truth: to be looked at, not counted as an error. */
  readonly isSuspicion: boolean;
}

/** A cause with the measurements that speak for it. */
export interface RegionCause {
  /** Its name in domain/causes, e.g. `thin-structure`. */
  readonly cause: string;
  /** 0 = nothing speaks for it, 1 = everything measured does. */
  readonly score: number;
  /** The first is the one that decided. */
  readonly evidence: readonly Evidence[];
}

export interface Evidence {
  /** In words: `share in thin structures`. */
  readonly name: string;
  readonly value: number;
  /** '%', 'px', 'm', '×', or '' for a plain number. */
  readonly unit: string;
  /** What the value was held against; null where it is told for information. */
  readonly threshold: number | null;
  /** Which side of the threshold speaks for the cause. */
  readonly speaksWhen: 'above' | 'below';
}

/** In which direction a region is wrong, and what would have been expected. Depths are metres where a rig allows. */
export interface RegionBias {
  readonly direction: 'near' | 'far' | 'mixed' | 'unknown';
  /** Median of p ÷ g − 1 in depth, %: positive is too far. */
  readonly percent: number | null;
  /** Median of p − g in depth, m. */
  readonly metres: number | null;
  readonly truth: Level | null;
  readonly predicted: Level | null;
  /** What the prediction would be if the region followed the sound pixels around it. */
  readonly surroundings: Level | null;
  /** … the plane through them. */
  readonly plane: Level | null;
  /** … the rest of the annotated object it lies in. */
  readonly annotation: Level | null;
  /** The surface beside the region that the prediction is at, where it is at one. */
  readonly joins: 'behind' | 'in-front' | null;
}

/** A median value. */
export interface Level {
  /** In the compared quantity. */
  readonly value: number;
  readonly metres: number | null;
}

/** What was found about a frame as a whole. */
export interface FrameFindings {
  /** What the prediction was held against. */
  readonly reference: 'ground-truth' | 'other-methods' | 'pictures' | 'rules';
  /** Plain remarks: SSIM left out for sparse ground truth, everything right, a constant prediction. */
  readonly notes: readonly string[];
  readonly comparedPx: number;
  readonly failingPx: number;
  /** Sum of |ln p − ln g| over compared pixels, and over those in regions. */
  readonly errorSum: number;
  readonly regionErrorSum: number;
  /** Shares of the valid ground truth in the frame, [0, 1]. */
  readonly truthDensity: number;
  /** Null where the picture is not of something before a black sky. */
  readonly space: SpaceTable | null;
}

/** The tests of a picture of a body before black space; null = could not be measured. */
export interface SpaceTable {
  readonly backgroundShare: number;
  /** Share of background pixels that are nearer than a tenth of the map's range. */
  readonly leakShare: number | null;
  /** Spread of nearness in the background ÷ in the body. */
  readonly backgroundSpread: number | null;
  /** Mean nearness in the four corners − median of the background, in spreads of the body. */
  readonly cornerArtefact: number | null;
  /** Spearman of nearness and distance from the body's centre; strongly negative for a convex body. */
  readonly limbOrder: number | null;
  /** Share of the body's outline that is dark: not background. */
  readonly nightShare: number | null;
  /** Fine relief of the map ÷ that of the picture, within the body. */
  readonly flatness: number | null;
}

/** What a person says about a region. */
export interface RegionReview {
  readonly state: 'open' | 'confirmed' | 'rejected';
  /** The corrected cause; null = the automatic one stands. */
  readonly cause: string | null;
  readonly note: string;
  readonly tags: readonly string[];
  /** The outline drawn anew; null = the found one stands. */
  readonly outline: readonly (readonly [number, number])[] | null;
}

/** What finding alone says of a region. */
export type FoundRegion = Pick<
  RegionRecord,
  'rank' | 'severity' | 'parts' | 'areaPx' | 'bbox' | 'outline' | 'stats' | 'detection'
>;

/** An explained region before it is stored. */
export type RegionDraft = Omit<RegionRecord, 'id' | 'predictionId' | 'evaluationId' | 'itemId'>;
