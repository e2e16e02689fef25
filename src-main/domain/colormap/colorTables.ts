import { blueRed } from './tables/blueRed.ts';
import { grey } from './tables/grey.ts';
import { inferno } from './tables/inferno.ts';
import { magma } from './tables/magma.ts';
import { nearer } from './tables/nearer.ts';
import { spectral } from './tables/spectral.ts';
import { turbo } from './tables/turbo.ts';
import { viridis } from './tables/viridis.ts';
import { visibility } from './tables/visibility.ts';

const sources = { turbo, inferno, viridis, spectral, grey, magma, 'blue-red': blueRed, visibility, nearer };

/**
 * A colour map. The first five are for depth-like maps; `magma` is for SSIM (bright = similar) and absolute error;
 * `blue-red` is diverging, white at its middle, for signed error with a range that is symmetric about 0; `visibility`
 * and `nearer` have flat classes.
 */
export type ColorMapName = keyof typeof sources;

/** The maps that a user may choose for depth-like panes, in the order in which `M` walks. */
export const depthMapNames = ['turbo', 'inferno', 'viridis', 'spectral', 'grey'] as const;
export type DepthMapName = (typeof depthMapNames)[number];

/** The colour map that a quantity is shown with when nothing was chosen. */
export const ssimMap: ColorMapName = 'magma';
export const signedErrorMap: ColorMapName = 'blue-red';
export const absoluteErrorMap: ColorMapName = 'inferno';
export const visibilityMap: ColorMapName = 'visibility';
export const nearerColors: ColorMapName = 'nearer';

/** 256 × RGB, 8 bit, sRGB; the first entry is the colour of the smallest value. Do not write into it. */
export function colorTable(name: ColorMapName): Uint8Array {
  return tables[name];
}

const tables = Object.fromEntries(
  Object.entries(sources).map(([name, hex]) => [name, bytesOf(hex)]),
) as Record<ColorMapName, Uint8Array>;

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}
