/** What every disparity costs at one pixel. */
export interface CostCurve {
  /** px, every whole disparity searched, rising. */
  readonly disparities: readonly number[];
  /**
   * Of each disparity, before neighbours have their say. sgbm: sum of Birchfield and Tomasi's costs over the block, without
   * the P2 that the sums carry. block: the window's cost; null where the window is too flat. global: the truncated cost of
   * the pixel.
   */
  readonly rawCost: readonly (number | null)[];
  /** sgbm: sum of the path costs. global: belief. Null where it was not asked for, and with block, which has none. */
  readonly aggregatedCost: readonly number[] | null;
  /**
   * px: the cheapest disparity by what the curve holds last, with the parabola's step; no other check has its say. Null
   * where the window is too flat, or all disparities cost the same.
   */
  readonly chosen: number | null;
}
