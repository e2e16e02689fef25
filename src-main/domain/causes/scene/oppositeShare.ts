import type { FrameScene } from '../FrameScene.ts';
import type { RegionView } from '../RegionView.ts';

/** How far the other trace of a moved object is looked for, px. */
const mostPx = 64;
/** An error that counts, and depths that are one surface; logarithms. */
const failing = Math.log(1.2);
const same = Math.log(1.12);
const mostSamples = 250;

/** The two traces that a moved object leaves. */
export interface Opposite {
  /** Share of failing pixels with a counterpart: in the row or column, off the other way, the near surface being the same. */
  readonly share: number;
  /** Median distance to it, px. */
  readonly distance: number;
}

/**
 * An object that moved between picture and ground truth fails twice: where it was only one has it, where it went only the
 * other. Nothing else leaves two errors of opposite sign with one near surface.
 */
export function oppositeShare(region: RegionView, scene: FrameScene): Opposite | null {
  const { referenceLog, predictedLog, width, height } = scene;
  if (referenceLog === null) return null;
  const near = (i: number) => Math.min(predictedLog[i]!, referenceLog[i]!);
  const distances: number[] = [];
  let asked = 0;
  const step = Math.max(1, Math.floor(region.failing.length / mostSamples));
  for (let k = 0; k < region.failing.length; k += step) {
    const i = region.failing[k]!;
    const error = scene.errorAt(i);
    if (!(Math.abs(error) > failing)) continue;
    asked += 1;
    const [x, y] = [i % width, Math.floor(i / width)];
    let nearest = Infinity;
    for (const [offset, room] of [
      [1, width - 1 - x],
      [-1, x],
      [width, height - 1 - y],
      [-width, y],
    ] as const) {
      const reach = Math.min(mostPx, room, nearest - 1);
      for (let far = 1, j = i + offset; far <= reach; far += 1, j += offset) {
        const other = scene.errorAt(j);
        if (Math.abs(other) > failing && other > 0 !== error > 0 && Math.abs(near(j) - near(i)) < same) {
          nearest = far;
          break;
        }
      }
    }
    if (nearest !== Infinity) distances.push(nearest);
  }
  if (asked === 0) return null;
  distances.sort((a, b) => a - b);
  return { share: distances.length / asked, distance: distances[distances.length >> 1] ?? 0 };
}
