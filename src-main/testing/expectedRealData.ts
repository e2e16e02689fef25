import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { SgbmMode, SgbmOptions } from '#domain/stereo/SgbmOptions.ts';

/** What OpenCV, NumPy and scikit-image say about the real samples (fixtures/realData/generate.py). */
export interface ExpectedScene {
  /** Relative to the folder of shared data. */
  readonly left: string;
  readonly right: string;
  readonly truth: string;
  /** Disparity = stored value ÷ this, 0 = invalid; null for PFM, where infinite is invalid. */
  readonly truthDivisor: number | null;
  readonly width: number;
  readonly height: number;
  /** Of the decoded float32 ground truth (NaN = invalid) and of the two grey images. */
  readonly truthSha256: string;
  readonly greySha256: readonly [string, string];
  readonly rig: StereoRig | null;
  /** `file`: from calib.txt beside the images; `given`: typed in by hand, no file says so. */
  readonly rigSource: 'file' | 'given' | null;
  readonly runs: Readonly<Record<SgbmMode, ExpectedRun>>;
}

interface ExpectedRun {
  /** As OpenCV has them; the studio's own are left out. */
  readonly options: Omit<SgbmOptions, 'channels'>;
  readonly disparity16Sha256: string;
  readonly evaluations: readonly ExpectedEvaluation[];
}

export interface ExpectedEvaluation {
  readonly recipe: Omit<Recipe, 'regions'>;
  readonly alignment: { readonly scale: number; readonly shift: number };
  readonly dataRange: number;
  /** Compared pixels. */
  readonly pixels: number;
  readonly ssimPixels: number;
  /** scikit-image's own value on the aligned maps with 0 at invalid pixels. */
  readonly ssimZeroFilled: number;
  readonly metrics: Readonly<Record<string, number>>;
}

const file = resolve(import.meta.dirname, 'fixtures/realData/expected.json');

/** The expected values by scene name: kitti2015, kitti2012, motorcycle, cones, aloe, playground, flyingthings. */
export const expectedScenes = (
  JSON.parse(readFileSync(file, 'utf8')) as { readonly scenes: Readonly<Record<string, ExpectedScene>> }
).scenes;
