/**
 * What the host sets before it calls a kernel, once per frame. Every name is an exported, mutable WebAssembly global of the
 * same name. Addresses are byte offsets into the linear memory, multiples of 64; ../planFrame.ts decides them.
 */

/** Size of both pictures in pixels, and their channels: 1 or 3. */
export let width: i32 = 0;
export let height: i32 = 0;
export let channels: i32 = 0;
/** Smallest disparity in px, and how many are searched. */
export let minDisparity: i32 = 0;
export let disparities: i32 = 0;
/** First matchable image column, and how many there are. */
export let firstX: i32 = 0;
export let columns: i32 = 0;
/** Half the block: blockSize = 2 · radius + 1. */
export let radius: i32 = 0;
export let P1: i32 = 0;
export let P2: i32 = 0;
/** Bound of the gradient: odd, ≥ 15. */
export let gradientCap: i32 = 0;
export let uniquenessRatio: i32 = 0;
export let disp12MaxDiff: i32 = 0;
/** 1: winners follow MODE_SGBM_3WAY's rules for ties and uniqueness. */
export let threeWayRules: i32 = 0;

/** u8, width × height × channels, row-major. */
export let leftPicture: usize = 0;
export let rightPicture: usize = 0;
/** Bytes of a pixel's run of disparities in rows of costs and sums: 2 · disparities, rounded up to whole u64. */
export let runBytes: i32 = 0;
/** Bytes of a pixel's run in rows of paths: runBytes and a u64 of borders before it. */
export let slotBytes: i32 = 0;
/** Bytes of a line of u16, and of a row of paths with its smallest costs. */
export let lineBytes: i32 = 0;
export let pathRowBytes: i32 = 0;
/** u16, six lines (see lines.ts), with a margin of 64 bytes each. */
export let lines: usize = 0;
/** u16, one row of pixel costs. */
export let pixels: usize = 0;
/** Three slots for the path along a row. */
export let alongSlots: usize = 0;
/** i32, eight sums (see paths.ts). */
export let rest: usize = 0;
/** i16, a line each: cost and disparity of the right picture's pixels. */
export let rightCosts: usize = 0;
export let rightDisparities: usize = 0;
