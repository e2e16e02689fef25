import { StudioError } from '#domain/errors.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import { cutPicture, cutRaster } from '#domain/rasters/cut.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { PredictionRecord } from '#domain/records.ts';
import { previewWindow, type PixelBox } from '#domain/stereo/previewWindow.ts';
import { requireSameForm } from '#domain/stereo/requireSameForm.ts';
import type { JobContext } from './JobContext.ts';
import { loadStereoPair } from './loadStereoPair.ts';
import { matchPair } from './matchPair.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'signal'>;

export interface PreviewRequest {
  readonly itemId: number;
  /** As on the command line: `sgbm:mode=hh`. */
  readonly method: string;
  /** The part of the left picture that is on screen; null = all of it. */
  readonly visible: PixelBox | null;
}

/** A map that is shown and not kept. */
export interface StereoPreview {
  readonly disparity: Raster<'disparity:px'>;
  /** Where the map lies in the left picture. */
  readonly x: number;
  readonly y: number;
  /** Width and height of what was matched, margins included. */
  readonly matchedPx: readonly [width: number, height: number];
  readonly elapsedMs: number;
  readonly details: PredictionRecord['details'];
}

/**
 * Matches an item, or the visible part of it with the margins that it needs, without saving anything.
 *
 * @throws NotFound, FileMissing (no pair), InvalidOption, SizeMismatch, TooLarge, AbortError
 */
export async function previewStereo(
  { project, pool, signal }: Studio,
  { itemId, method: spec, visible }: PreviewRequest,
): Promise<StereoPreview> {
  const method = stereoMethodOf(spec);
  const { left, right } = await loadStereoPair({ project, pool }, project.items.get(itemId));
  requireSameForm(left, right);
  if (visible) requireInside(visible, left);
  const window = visible && previewWindow(visible, left, method.options);
  const pair = window
    ? { left: cutPicture(left, window.cut), right: cutPicture(right, window.cut) }
    : { left, right };
  const { disparity, elapsedMs, details } = await matchPair({ pool, signal }, method, pair);
  return {
    disparity: window ? cutRaster(disparity, window.shown) : disparity,
    x: window ? visible[0] : 0,
    y: window ? visible[1] : 0,
    matchedPx: [disparity.width, disparity.height],
    elapsedMs,
    details,
  };
}

/** @throws InvalidOption for what does not match pairs */
export function stereoMethodOf(spec: string): StereoMethod {
  const method = parseMethodSpec(spec);
  if (method.kind !== 'network') return method;
  throw new StudioError('InvalidOption', `only matchers can be tried live; found ${spec}`, {
    option: 'method',
    expected: 'sgbm, block or global',
    found: spec,
  });
}

/** @throws BadRequest */
function requireInside(
  [x, y, w, h]: PixelBox,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const isInside = x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= width && y + h <= height;
  if (isInside) return;
  throw new StudioError(
    'BadRequest',
    `the visible part must lie in the picture of ${width} × ${height}; found ${w} × ${h} at ${x}, ${y}`,
    { expected: [width, height], found: [x, y, w, h] },
  );
}
