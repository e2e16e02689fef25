import { costCurve } from '#compute/tasks/costCurve.task.ts';
import { StudioError } from '#domain/errors.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import { cutPicture } from '#domain/rasters/cut.ts';
import type { CostCurve } from '#domain/stereo/confidence/CostCurve.ts';
import { previewWindow } from '#domain/stereo/previewWindow.ts';
import type { JobContext } from './JobContext.ts';
import { loadStereoPair } from './loadStereoPair.ts';
import { stereoMethodOf } from './previewStereo.ts';

export interface CostCurveRequest {
  readonly itemId: number;
  readonly method: string;
  /** Whole pixels of the left picture. */
  readonly x: number;
  readonly y: number;
  /** `raw` is there at once; `aggregated` matches the picture, as the readable matcher does. */
  readonly stage: 'raw' | 'aggregated';
}

export interface ItemCostCurve {
  /** Null where the pixel's whole range does not fit the pictures. */
  readonly curve: CostCurve | null;
  /** Costs were summed over no more than this part of the picture, width × height, because all of it takes too long. */
  readonly around: readonly [width: number, height: number] | null;
}

/** Costs up to which a whole picture is matched for one curve, about two seconds: SGBM takes 1 to 2 ns a cost, belief propagation 15. */
const mostCosts = { sgbm: 1.2e9, block: Infinity, global: 120e6 } as const;
/** Side of the part that is matched around the pixel in larger ones, px. */
const aroundPx = 320;

/**
 * What every disparity costs at one pixel of an item.
 *
 * @throws NotFound, FileMissing (no pair), BadRequest (outside the picture), InvalidOption, SizeMismatch, TooLarge, AbortError
 */
export async function costCurveOfItem(
  { project, pool, signal }: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  { itemId, method: spec, x, y, stage }: CostCurveRequest,
): Promise<ItemCostCurve> {
  const method = stereoMethodOf(spec);
  const { left, right } = await loadStereoPair({ project, pool }, project.items.get(itemId));
  if (x >= left.width || y >= left.height) {
    throw new StudioError(
      'BadRequest',
      `the pixel must lie in the picture of ${left.width} × ${left.height}; found ${x}, ${y}`,
      { expected: [left.width, left.height], found: [x, y] },
    );
  }
  const window = stage === 'aggregated' ? windowAround({ x, y }, left, method) : null;
  const input = window
    ? {
        left: cutPicture(left, window.cut),
        right: cutPicture(right, window.cut),
        x: x - window.cut[0],
        y: y - window.cut[1],
      }
    : { left, right, x, y };
  const curve = await pool.run(costCurve, { ...input, method, stage }, { signal });
  return { curve, around: window && [window.cut[2], window.cut[3]] };
}

/** Null where the whole picture can be matched. */
function windowAround(
  { x, y }: { readonly x: number; readonly y: number },
  { width, height }: { readonly width: number; readonly height: number },
  { kind, options }: StereoMethod,
) {
  if (width * height * options.numDisparities <= mostCosts[kind]) return null;
  const left = Math.max(0, x - aroundPx / 2);
  const top = Math.max(0, y - aroundPx / 2);
  const right = Math.min(width, x + aroundPx / 2);
  const bottom = Math.min(height, y + aroundPx / 2);
  return previewWindow([left, top, right - left, bottom - top], { width, height }, options);
}
