import type { RegionCause } from '../regions/RegionRecord.ts';
import type { RegionSettings } from '../regions/RegionSettings.ts';
import { allCauses } from './allCauses.ts';
import type { FrameScene } from './FrameScene.ts';
import type { RegionView } from './RegionView.ts';

/** The name of a region's cause where none is strong. */
export const unexplained = 'unexplained';
/** Causes with less are not told. */
const leastScore = 0.1;

/** Every cause with evidence in a region, the likeliest first, and the first where it is strong. */
export function explainRegion(
  region: RegionView,
  scene: FrameScene,
  settings: RegionSettings,
): { readonly cause: string; readonly causes: readonly RegionCause[] } {
  const causes: RegionCause[] = [];
  for (const cause of allCauses) {
    const given = settings.limits[cause.name];
    const measured = cause.measure(region, scene, (name) => {
      const limit = cause.limits[name];
      if (limit === undefined) throw new Error(`${cause.name} has no limit ${name}`);
      return given?.[name] ?? limit.value;
    });
    if (measured === null || measured.score < leastScore) continue;
    causes.push({
      cause: cause.name,
      score: Math.round(measured.score * 1000) / 1000,
      evidence: measured.evidence,
    });
  }
  causes.sort((a, b) => b.score - a.score);
  const first = causes[0];
  return { cause: first && first.score >= settings.strong ? first.cause : unexplained, causes };
}
