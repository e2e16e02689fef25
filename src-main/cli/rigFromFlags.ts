import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { StudioError } from '#domain/errors.ts';
import { loadRig } from '#frames/loadRig.ts';

export interface RigFlags {
  readonly calib?: string;
  readonly focal?: number;
  readonly baseline?: number;
  readonly doffs?: number;
}

/**
 * The calibration given on the command line: a file, or focal length and baseline; null when neither is.
 * @throws InvalidOption when only half of it is given; what loadRig throws
 */
export async function rigFromFlags(
  { calib, focal, baseline, doffs }: RigFlags,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<StereoRig | null> {
  if (calib !== undefined) return loadRig(calib, { width, height });
  if (focal === undefined && baseline === undefined && doffs === undefined) return null;
  if (focal === undefined || baseline === undefined || focal <= 0 || baseline <= 0) {
    throw new StudioError('InvalidOption', '--focal (px, > 0) and --baseline (m, > 0) belong together', {
      expected: '--focal PX --baseline M',
      found: `--focal ${focal ?? 'none'} --baseline ${baseline ?? 'none'}`,
    });
  }
  return {
    focalPx: focal,
    // Only unprojection needs the principal point; the picture's middle is assumed.
    cxPx: (width - 1) / 2,
    cyPx: (height - 1) / 2,
    baselineM: baseline,
    doffsPx: doffs ?? 0,
    width,
    height,
  };
}
