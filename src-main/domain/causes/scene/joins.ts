import type { FrameScene } from '../FrameScene.ts';
import type { RegionView } from '../RegionView.ts';

/** Depths closer than this ratio are one surface. */
const sameSurface = Math.log(1.1);

/** Levels of a region and of what is around it, logarithms of depth; null where one cannot be told. */
export interface Levels {
  readonly predicted: number;
  readonly reference: number;
  /** Of the reference around: its near and its far side (15 % and 85 % quantiles). */
  readonly nearBeside: number;
  readonly farBeside: number;
}

export function levelsOf(region: RegionView, scene: FrameScene): Levels | null {
  const { referenceLog, predictedLog } = scene;
  if (referenceLog === null) return null;
  const predicted = region.median((i) => predictedLog[i]!);
  const reference = region.median((i) => referenceLog[i]!);
  const beside = region.ringValues((i) => referenceLog[i]!);
  if (predicted === null || reference === null || beside.length < 10) return null;
  const at = (share: number) => beside[Math.floor(share * (beside.length - 1))]!;
  return { predicted, reference, nearBeside: at(0.15), farBeside: at(0.85) };
}

/** The surface beside a region that the prediction is at, though the region itself is at neither. */
export function joinsOf(levels: Levels | null): 'behind' | 'in-front' | null {
  if (levels === null) return null;
  const { predicted, reference, nearBeside, farBeside } = levels;
  if (Math.abs(predicted - farBeside) < sameSurface && farBeside - reference > sameSurface) return 'behind';
  if (Math.abs(predicted - nearBeside) < sameSurface && reference - nearBeside > sameSurface)
    return 'in-front';
  return null;
}
