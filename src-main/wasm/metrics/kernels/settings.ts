/**
 * What the host sets before it calls a kernel: exported, mutable WebAssembly globals of the same name. Addresses are byte
 * offsets into the linear memory, multiples of 16; the layout is decided in ../SsimMemory.ts and nowhere else.
 */

/** Of a row, in pixels. */
export let width: i32 = 0;
/** Half the window: its side is 2 · radius + 1. */
export let radius: i32 = 0;
/** Subtracted from both maps, so that window statistics are not differences of large numbers. */
export let centre: f64 = 0;
/** C1 and C2 of the formula. */
export let luminance: f64 = 0;
export let contrast: f64 = 0;
/** The window's side squared ÷ the sum of its weights: makes a sum of weights a number of pixels. */
export let pixelsPerWeight: f64 = 1;
/** 1: sample covariance, n / (n − 1); 0: population covariance. */
export let lostFreedom: f64 = 1;
/** A pixel has a similarity where at least this many pixels of its window are valid. */
export let leastPixels: f64 = 2;
/** 1 ÷ the window's side squared. */
export let shareOfPixel: f64 = 1;
/** 1: every weight is 1 and none is read. */
export let isUniform: i32 = 1;

/** f64, 2 · radius + 1 weights of the window along one axis. */
export let weights: usize = 0;
/** f64, width values each: a row of the prediction and of the ground truth; NaN or infinite = invalid. */
export let predictionRow: usize = 0;
export let truthRow: usize = 0;
/** u32, 2 · radius + 1 addresses: where loadRow left the rows of the window, from top to bottom. */
export let windowRows: usize = 0;
/** Where loadRow leaves its row: six times rowBytes. */
export let loadedRow: usize = 0;
export let rowBytes: i32 = 0;
/** f64, six times columnBytes: sums down the columns, with room for the window's overhang at both ends. */
export let columns: usize = 0;
export let columnBytes: i32 = 0;
/** f32, width values each (and room for three more): the row's similarity, NaN = none, and its coverage. */
export let similarityTarget: usize = 0;
export let coverageTarget: usize = 0;

/** f64, scratch: six sums of pixels u and u + 1, then of u + 2 and u + 3, two lanes each. */
export let pairSums: usize = 0;
/**
 * f64, the answer of similarityRow in two lanes each: sum and number of the similarities of pixels that are valid in both
 * maps and do not lie in the row's border.
 */
export let totals: usize = 0;
