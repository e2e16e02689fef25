/**
 * What the host sets before it calls a kernel. Every name is an exported, mutable WebAssembly global of the same name;
 * globals belong to an instance, so that every thread has its own. Addresses are byte offsets into the linear memory,
 * multiples of 64 unless said otherwise. Layout and sizes are decided in ../planMemory.ts and nowhere else.
 */

// --- the frame ---------------------------------------------------------------------------------------------------------
/** Size of both pictures in pixels. */
export let width: i32 = 0;
export let height: i32 = 0;
/** Smallest disparity in px, and how many are searched: a multiple of 16. */
export let minDisparity: i32 = 0;
export let disparities: i32 = 0;
/** First matchable image column, and how many there are. */
export let firstX: i32 = 0;
export let columns: i32 = 0;
/** Half the block: blockSize = 2 · radius + 1. */
export let radius: i32 = 0;
export let P1: i32 = 0;
export let P2: i32 = 0;
/** Bound of the gradient, odd, 15…95. */
export let gradientCap: i32 = 0;
/** Percent, 0…99. */
export let uniquenessRatio: i32 = 0;
/** Whole pixels. */
export let disp12MaxDiff: i32 = 0;
/** u8, width × height, row-major, with 32 readable bytes before and after. */
export let leftPicture: usize = 0;
export let rightPicture: usize = 0;
/** i16 in 1/16 px (Q11.4), width × height. */
export let disparityMap: usize = 0;

// --- the sweep ---------------------------------------------------------------------------------------------------------
/** 1: four paths are followed (see sweep.ts); 0: only the two along the row and straight down. */
export let followsFour: i32 = 0;
/** 1: rows whose block leaves the image at the bottom have no matching cost, only P2; row 0 is an exception. */
export let blanksBottom: i32 = 0;
/** Image row of sweep row 0 of a sweep down, and the number of image rows from there to the bottom. */
export let rowOrigin: i32 = 0;
export let rowsBelow: i32 = 0;
/** 1: rows are taken from the bottom and columns from the right, so that the same code follows the opposite paths. */
export let isUpward: i32 = 0;
/** Rows to sweep over, counted in sweep order: from rowFirst up to, not including, rowEnd. */
export let rowFirst: i32 = 0;
export let rowEnd: i32 = 0;
/** 1: the sweep continues at rowFirst from a restored checkpoint: the sums of columns are made afresh. */
export let restarts: i32 = 0;
/** Added to the row in signals, so that rows which are swept again are not taken for done; never decreases in a frame. */
export let signalBase: i32 = 0;
/** Where the state of the tile's paths is saved to or restored from (see checkpoints.ts). */
export let checkpoint: usize = 0;
/** 1: the sums begun by the opposite sweep are completed; 0: they are begun. */
export let addsToSums: i32 = 0;
/** 1: a fifth path is followed back along each row. */
export let followsBack: i32 = 0;
/** 1: winners are chosen from sweep row winnersFirst on, each row `winnersLag` rows after its paths were followed. */
export let choosesWinners: i32 = 0;
export let winnersFirst: i32 = 0;
export let winnersLag: i32 = 0;
/** 1: winners follow MODE_SGBM_3WAY's rules for ties and uniqueness. */
export let threeWayRules: i32 = 0;
/** Winners of image row y are written to row y + mapShift. */
export let mapShift: i32 = 0;
/** 1: the host is shown the sums of every row that has its winners; in a single tile only. */
export let showsSums: i32 = 0;

// --- the tile: the columns of the sweep that belong to this thread -------------------------------------------------------
/** From tileFirst up to, not including, tileEnd, in sweep order. */
export let tileFirst: i32 = 0;
export let tileEnd: i32 = 0;
/** Signals and border vectors of this tile and its neighbours (see handover.ts); 0 = the image ends there. */
export let tileBlock: usize = 0;
export let blockBefore: usize = 0;
export let blockAfter: usize = 0;
/** The block of the tile that must have chosen its winners of a row before this one may; 0 = this one is first. */
export let winnersBefore: usize = 0;
/** 1: this tile is the last to choose winners of a row, and checks left against right. */
export let endsRow: i32 = 0;

// --- working memory of the tile ------------------------------------------------------------------------------------------
/** u8, sixteen lines (see prefilter.ts). */
export let lines: usize = 0;
/** u8, ring of 2 · radius + 1 rows of pixel costs of the tile and `radius` columns to either side. */
export let pixelRows: usize = 0;
/** i16, one row: sums of 2 · radius + 1 rows of pixel costs, for the same columns. */
export let columnSums: usize = 0;
/** i16, block costs: a ring of winnersLag + 1 rows of the tile, or with costStep = 0 one column that is used again and again. */
export let blockCosts: usize = 0;
export let costStep: i32 = 0;
/** i16, one column: the block cost before the first one. */
export let costSeed: usize = 0;
/** i16, one column of zeros. */
export let zeros: usize = 0;
/** Path slots (see paths.ts): one; one per column of the tile; the same; the same; one. */
export let along: usize = 0;
export let falling: usize = 0;
export let vertical: usize = 0;
export let rising: usize = 0;
export let back: usize = 0;
/** Slots for `back` in a tile's block. */
export let backSlots: i32 = 0;
/** i16, sums of path costs at the tile's first column, of sweep row 0; bytes to the next column and to the next row. */
export let sums: usize = 0;
export let sumsStep: i32 = 0;
export let sumsRowStep: i32 = 0;
/** Rows before the sums' memory is used again; at least height where every row has its own. */
export let sumsRows: i32 = 0;
/** i16, ring of winnersLag + 1 rows: the smallest sum of each column of the tile. */
export let smallestSums: usize = 0;
export let smallestStride: i32 = 0;
/** i32, a ring of rightRows rows of `width` keys (see winners.ts), with 32 readable bytes after. Shared by all tiles. */
export let rightKeys: usize = 0;
export let rightRows: i32 = 0;

// --- clean-up ------------------------------------------------------------------------------------------------------------
/** i16, width × height: what the median filter writes. */
export let smoothedMap: usize = 0;
/** i32: four arrays of width × height entries for the speckle filter. */
export let speckleRuns: usize = 0;
/** i32, four per band of rows: its runs (see speckles.ts). */
export let speckleBands: usize = 0;
/** Bands, and this thread's. */
export let bands: i32 = 0;
export let band: i32 = 0;
export let speckleMaxArea: i32 = 0;
/** In 1/16 px. */
export let speckleMaxStep: i32 = 0;

// --- threads -------------------------------------------------------------------------------------------------------------
/** i32: non-zero asks all threads to stop. Shared. */
export let stopFlag: usize = 0;
/** i32 arrivals, i32 generation of the barrier (see signals.ts). Shared. */
export let barrier: usize = 0;
export let barrierThreads: i32 = 0;
