import type { MapPair } from './MapPair.ts';
import { scored, type Scored } from './Scored.ts';

/** Metres. */
const planeM = 3;

/**
 * iBims-1's directed depth errors at a plane 3 m away: % of pixels on the right side of it, predicted in front of it
 * wrongly, and predicted behind it wrongly.
 *
 * @param depth  metres.
 * Source: Koch et al. 2018, arXiv:1805.01328.
 */
export function directedErrors({
  groundTruth,
  prediction,
}: MapPair): Readonly<Record<'ddeCorrect' | 'ddeNear' | 'ddeFar', Scored>> {
  let n = 0;
  let near = 0;
  let far = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    const g = groundTruth[i]!;
    const p = prediction[i]!;
    const d = p - g;
    if (d - d !== 0) continue;
    n += 1;
    if (p <= planeM && g > planeM) near += 1;
    if (p > planeM && g <= planeM) far += 1;
  }
  const percent = (count: number): Scored => scored((100 * count) / n, n);
  return { ddeCorrect: percent(n - near - far), ddeNear: percent(near), ddeFar: percent(far) };
}
