import type { FrameScene } from '../FrameScene.ts';
import type { RegionView } from '../RegionView.ts';

export interface Displacement {
  /** From where the reference has it to where the prediction does, px. */
  readonly dx: number;
  readonly dy: number;
  /** Mean cut error around the region with the reference moved so ÷ without. */
  readonly left: number;
}

const mostPx = 20;
const aroundPx = 26;
/** Larger errors count as this, logarithm of depth. */
const cut = 0.3;
const mostSamples = 500;

/**
 * The shift of the reference that makes it most like the prediction in and around a region, searched coarse to fine. An
 * object that moved between the two leaves one; a surface at a wrong depth does not. Null without a dense reference.
 */
export function displacement(region: RegionView, scene: FrameScene): Displacement | null {
  const { referenceLog, predictedLog, width, height } = scene;
  if (referenceLog === null || scene.density < 0.3) return null;
  const [x0, y0, w, h] = region.bbox;
  const [left, top] = [Math.max(0, x0 - aroundPx), Math.max(0, y0 - aroundPx)];
  const [right, bottom] = [Math.min(width, x0 + w + aroundPx), Math.min(height, y0 + h + aroundPx)];
  const step = Math.max(1, Math.round(Math.sqrt(((right - left) * (bottom - top)) / mostSamples)));
  const cost = (dx: number, dy: number) => {
    let [sum, count] = [0, 0];
    for (let y = top; y < bottom; y += step) {
      const from = y - dy;
      if (from < 0 || from >= height) continue;
      for (let x = left; x < right; x += step) {
        const at = x - dx;
        if (at < 0 || at >= width) continue;
        const off = Math.abs(predictedLog[y * width + x]! - referenceLog[from * width + at]!);
        if (Number.isNaN(off)) continue;
        sum += off < cut ? off : cut;
        count += 1;
      }
    }
    return count < 50 ? Infinity : sum / count;
  };
  const still = cost(0, 0);
  if (!(still > 0.005) || still === Infinity) return null;
  let best = { dx: 0, dy: 0, cost: still };
  const look = (dx: number, dy: number) => {
    const found = cost(dx, dy);
    if (found < best.cost) best = { dx, dy, cost: found };
  };
  for (let dy = -8; dy <= 8; dy += 4) for (let dx = -mostPx; dx <= mostPx; dx += 4) look(dx, dy);
  for (const fine of [2, 1]) {
    const { dx: cx, dy: cy } = best;
    for (let v = -fine; v <= fine; v += fine) for (let u = -fine; u <= fine; u += fine) look(cx + u, cy + v);
  }
  return { dx: best.dx, dy: best.dy, left: best.cost / still };
}
