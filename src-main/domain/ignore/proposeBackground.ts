import { type BackgroundRule, defaultDark, defaultLimbPx } from './BackgroundRule.ts';
import type { PictureDarkness } from './measureDarkness.ts';

/** A night street is dark too, but not black along most of its border around something bright. */
const least = { background: 0.1, border: 0.5, bright: 60 };
/** Of the pictures. */
const mostOf = 0.75;

/**
 * A rule where most pictures look like a body before black space, with the reason; null where they do not.
 * @param pictures  figures of some pictures of one folder.
 */
export function proposeBackground(
  pictures: readonly PictureDarkness[],
): { readonly rule: BackgroundRule; readonly reason: string } | null {
  const black = pictures.filter(
    ({ background, border, bright }) =>
      background >= least.background && border >= least.border && bright >= least.bright,
  );
  if (black.length === 0 || black.length < mostOf * pictures.length) return null;
  const mean = (of: (picture: PictureDarkness) => number) =>
    Math.round((100 * black.reduce((sum, picture) => sum + of(picture), 0)) / black.length);
  return {
    rule: { source: defaultDark, treatment: 'leave-out', limbPx: defaultLimbPx },
    reason: `in ${black.length} of ${pictures.length} pictures looked at, ${mean(({ background }) => background)} % is black (${defaultDark.level} of 255 or darker) and reaches the border, of which it covers ${mean(({ border }) => border)} %`,
  };
}
