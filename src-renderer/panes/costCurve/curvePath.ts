export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The path of a curve through an area, each curve on its own scale from 0 to its largest cost; gaps are left open. */
export function curvePath(costs: readonly (number | null)[], area: PlotArea): string {
  const largest = costs.reduce<number>((most, cost) => Math.max(most, cost ?? 0), 0) || 1;
  const last = Math.max(costs.length - 1, 1);
  let isDrawing = false;
  const steps = costs.map((cost, i) => {
    if (cost === null) {
      isDrawing = false;
      return '';
    }
    const x = area.left + ((area.right - area.left) * i) / last;
    const y = area.bottom - ((area.bottom - area.top) * cost) / largest;
    const step = `${isDrawing ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    isDrawing = true;
    return step;
  });
  return steps.join('');
}
