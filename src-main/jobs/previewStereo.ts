import { matchStereo, type MatchStereoOutput } from '#compute/tasks/matchStereo.task.ts';
import { StudioError } from '#domain/errors.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import { cutPicture, cutRaster } from '#domain/rasters/cut.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { disparityFromFixed } from '#domain/stereo/disparityFromFixed.ts';
import { previewWindow, type PixelBox } from '#domain/stereo/previewWindow.ts';
import { requireSameForm } from '#domain/stereo/requireSameForm.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import type { JobContext } from './JobContext.ts';
import { loadStereoPair } from './loadStereoPair.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'signal'>;

export interface PreviewRequest {
  readonly itemId: number;
  /** As on the command line: `sgbm:mode=hh`. */
  readonly method: string;
  /** The part of the left picture that is on screen; null = all of it. */
  readonly visible: PixelBox | null;
}

/** A map that is shown and not kept. */
export interface StereoPreview extends Pick<MatchStereoOutput, 'elapsedMs' | 'path' | 'threads'> {
  readonly disparity: Raster<'disparity:px'>;
  /** Where the map lies in the left picture. */
  readonly x: number;
  readonly y: number;
  /** Width and height of what was matched, margins included. */
  readonly matchedPx: readonly [width: number, height: number];
}

/**
 * Matches an item, or the visible part of it with the margins that it needs, without saving anything.
 *
 * @throws NotFound, FileMissing (no pair), InvalidOption, SizeMismatch, AbortError
 */
export async function previewStereo(
  { project, pool, signal }: Studio,
  { itemId, method, visible }: PreviewRequest,
): Promise<StereoPreview> {
  const options = sgbmOptionsOf(method);
  const item = project.items.get(itemId);
  const { left, right } = await loadStereoPair({ project, pool }, item);
  requireSameForm(left, right);
  if (visible) requireInside(visible, left);
  const window = visible && previewWindow(visible, left, options);
  const pair = window
    ? { left: cutPicture(left, window.cut), right: cutPicture(right, window.cut) }
    : { left, right };
  const { disparity16, path, threads, elapsedMs } = await pool.run(
    matchStereo,
    { ...pair, options },
    { signal },
  );
  const matched = disparityFromFixed(disparity16, pair.left, options);
  return {
    disparity: window ? cutRaster(matched, window.shown) : matched,
    x: window ? visible[0] : 0,
    y: window ? visible[1] : 0,
    matchedPx: [matched.width, matched.height],
    elapsedMs,
    path,
    threads,
  };
}

/** @throws InvalidOption for a method without live options. */
export function sgbmOptionsOf(spec: string): SgbmOptions {
  const method = parseMethodSpec(spec);
  if (method.kind === 'sgbm') return method.options;
  throw new StudioError('InvalidOption', `only SGBM can be tried live; found ${spec}`, {
    option: 'method',
    expected: 'sgbm',
    found: spec,
  });
}

/** @throws BadRequest */
export function requireInside(
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
