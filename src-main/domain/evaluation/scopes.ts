import { limbBand } from '../ignore/limbBand.ts';
import type { EffectiveRecipe } from './effectiveRecipe.ts';
import type { EvaluateFrameInput } from './evaluateFrame.ts';

/**
 * Part of a frame by name: `all`, `class:NAME`, `not-class:NAME`, `distance:10-30` (metres of the ground truth, from
 * inclusive, to exclusive; `distance:30-` has no end), `limb` (the body's band along the background), `zone:centre`,
 * `zone:top`, `zone:bottom`, `zone:left`, `zone:right`. Beside them stand `background` (backgroundMetrics.ts) and `cause:NAME`, the
 * regions that fail for that cause, which are found after the comparison and scored as `parts`.
 */
export interface Scope {
  readonly name: string;
  /** Pixels of the scope, not 0; null = all. */
  readonly inside: Uint8Array | null;
}

/**
 * The parts in which a frame is scored. Ignored classes have no scope of their own: nothing is scored inside, and outside
 * is everything. Distance bands are left out where the depth of the ground truth is not known.
 */
export function scopesOf(
  { classMasks, background, parts, groundTruth: { width, height } }: EvaluateFrameInput,
  recipe: EffectiveRecipe,
  depth: Float64Array | null,
): readonly Scope[] {
  if (parts !== undefined) return parts.map(({ name, mask }) => ({ name, inside: mask.data }));
  const judged = classMasks.filter(({ name }) => !recipe.mask.ignoredClasses.includes(name));
  return [
    { name: 'all', inside: null },
    ...judged.flatMap(({ name, mask }) => [
      { name: `class:${name}`, inside: mask.data },
      { name: `not-class:${name}`, inside: mask.data.map((value) => (value === 0 ? 1 : 0)) },
    ]),
    ...(background && background.rule.limbPx > 0
      ? [{ name: 'limb', inside: limbBand(background.mask, background.rule.limbPx) }]
      : []),
    ...(depth === null ? [] : distanceBands(recipe.strata.bandsM, depth)),
    ...(recipe.strata.zones ? imageZones(width, height) : []),
  ];
}

function distanceBands(edgesM: readonly number[], depth: Float64Array): readonly Scope[] {
  if (edgesM.length === 0) return [];
  const bounds = [0, ...edgesM, Infinity];
  return bounds.slice(1).map((to, i) => {
    const from = bounds[i]!;
    const end = to === Infinity ? '' : String(to);
    return {
      name: `distance:${from}-${end}`,
      inside: Uint8Array.from(depth, (z) => (z >= from && z < to ? 1 : 0)),
    };
  });
}

const zones = ['centre', 'top', 'bottom', 'left', 'right'] as const;

/** The centre takes half of each side; top and bottom go over the whole width. */
function imageZones(width: number, height: number): readonly Scope[] {
  const zoneAt = (x: number, y: number): (typeof zones)[number] => {
    if (y < height / 4) return 'top';
    if (y >= (3 * height) / 4) return 'bottom';
    if (x < width / 4) return 'left';
    return x >= (3 * width) / 4 ? 'right' : 'centre';
  };
  const masks = new Map(zones.map((zone) => [zone, new Uint8Array(width * height)]));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) masks.get(zoneAt(x, y))![y * width + x] = 1;
  }
  return zones.map((zone) => ({ name: `zone:${zone}`, inside: masks.get(zone)! }));
}
