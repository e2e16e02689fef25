/** x, y, width, height in whole pixels. */
export type PixelBox = readonly [x: number, y: number, width: number, height: number];

export interface PreviewWindow {
  /** What is cut from both pictures and matched. */
  readonly cut: PixelBox;
  /** The visible part, in pixels of the cut. */
  readonly shown: PixelBox;
}

interface SearchedOptions {
  readonly minDisparity: number;
  readonly numDisparities: number;
  readonly blockSize?: number;
}

/** Beyond this many pixels what a path carries from outside has faded. */
const pathReachPx = 24;

/**
 * What to match so that the visible part of a picture comes out nearly as it does in the whole frame: as much more to the
 * left as disparities reach, to the right as negative ones do, and on all sides a margin for the block and the paths.
 * Columns that have no disparity in the whole frame have none here either.
 *
 * @param visible  within the image; not empty.
 * @returns null where it would be most of the image anyway: match all of it.
 */
export function previewWindow(
  visible: PixelBox,
  { width, height }: { readonly width: number; readonly height: number },
  options: SearchedOptions,
): PreviewWindow | null {
  const [x, y, w, h] = visible;
  const margin = pathReachPx + (options.blockSize ?? 0);
  const left = Math.max(0, x - margin - Math.max(0, options.minDisparity + options.numDisparities));
  const right = Math.min(width, x + w + margin + Math.max(0, -options.minDisparity));
  const top = Math.max(0, y - margin);
  const bottom = Math.min(height, y + h + margin);
  if ((right - left) * (bottom - top) > 0.7 * width * height) return null;
  return { cut: [left, top, right - left, bottom - top], shown: [x - left, y - top, w, h] };
}
