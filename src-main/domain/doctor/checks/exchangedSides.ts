import type { DoctorCheck } from '../DoctorCheck.ts';

/** Of the matched places that have a side at all, so many must lie on the wrong one … */
const leastWrong = 0.95;
/** … and of all matched places so many: points near infinity have no side. */
const leastOfAll = 0.3;
/** With a calibration, so many must lie where no point in front of the cameras can. */
const leastImpossible = 0.2;
/** So much of the picture must be matched before it counts. */
const leastShare = 0.15;
/** px of the full picture beyond which a disparity has a side. */
const sidePx = 1;

/**
 * Left and right exchanged: a point lies farther left in the right picture the nearer it is, never farther right than a
 * point at infinity. The pair is matched to both sides, and nearly everything lies on the wrong one.
 *
 * Cameras that converge in front of the whole scene look the same without a calibration that says so (doffs).
 */
export const exchangedSides: DoctorCheck = {
  name: 'exchangedSides',
  find({ match, left, right, rig }) {
    if (match === null || right === null || match.share < leastShare) return [];
    let [wrong, rightly, impossible] = [0, 0, 0];
    // With another principal point right than left, points at infinity have disparity −doffs.
    const infinityPx = -Math.max(0, rig?.doffsPx ?? 0);
    for (const disparityPx of match.disparityPx) {
      if (disparityPx < -sidePx) wrong += 1;
      else if (disparityPx > sidePx) rightly += 1;
      if (disparityPx < infinityPx - sidePx) impossible += 1;
    }
    const [wrongShare, rightShare] = [wrong / match.count, rightly / match.count];
    if (wrongShare < leastOfAll || wrong < leastWrong * (wrong + rightly)) return [];
    if (impossible < leastImpossible * match.count) return [];
    const [percentWrong, percentRight] = [wrongShare, rightShare].map((share) => (100 * share).toFixed(0));
    return [
      {
        kind: 'exchanged',
        tag: 'NotRectified',
        file: left.file,
        role: 'left',
        message: `matched with ${right.file}, ${percentWrong} % of ${match.count} places lie farther right in the right picture, ${percentRight} % farther left: the two pictures are exchanged`,
        fields: {
          expected: 'places farther left in the right picture',
          found: `${percentWrong} % farther right`,
          matches: match.count,
        },
      },
    ];
  },
};
