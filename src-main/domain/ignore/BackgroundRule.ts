/**
 * Which pixels of a picture are background (space around a body, black borders) and what becomes of them. Without a rule
 * nothing is told apart.
 */
export interface BackgroundRule {
  readonly source: DarkBackground | BackgroundMasks;
  /**
   * `leave-out`: background is in no number. `apart`: it is in none of the others, and has a scope `background` of its own
   * where it has ground truth. Either way it takes no part in the alignment, the range of SSIM and the failure regions.
   */
  readonly treatment: 'leave-out' | 'apart';
  /** Width of the scope `limb`, the band of the body along the background, px; 0 = there is none. */
  readonly limbPx: number;
}

/** Background is what is dark. */
export interface DarkBackground {
  readonly kind: 'dark';
  /** Mean of the channels up to which a pixel is dark, 0–255; after a mean of 3 × 3 pixels, so that stars are dark too. */
  readonly level: number;
  /** Only what is connected to the border, and only where a twentieth of the border is dark. */
  readonly connected: boolean;
  /** The body is the convex hull of what is not dark: its night side is no background. */
  readonly convex: boolean;
}

/** Background is told by masks of the pictures' names. */
export interface BackgroundMasks {
  readonly kind: 'masks';
  /** Relative to the dataset's folder, with forward slashes. */
  readonly folder: string;
  /** What pixels that are not 0 mean. */
  readonly marks: 'background' | 'body';
}

/** A rule and the folder of a project that it is for: what the names of that folder's items begin with, '' = the first. */
export interface FolderBackground {
  readonly folder: string;
  readonly rule: BackgroundRule;
}

/** Level of domain notes §7.3. */
export const defaultDark: DarkBackground = { kind: 'dark', level: 8, connected: true, convex: false };

export const defaultLimbPx = 5;
