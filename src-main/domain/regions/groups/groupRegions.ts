import { causeOf } from '../regionsCoco.ts';
import { labelOf } from '../regionSentence.ts';
import { regionFeatures, standardised } from './regionFeatures.ts';
import type { GroupedRegion, RegionGroup } from './RegionGroup.ts';
import { distance, medoid, splitInTwo } from './splitInTwo.ts';

/** Halves that are less clearly apart than this stay one group. */
const clearlyApart = 0.35;
/** A smaller half is no group of its own. */
const leastMembers = 3;
/** Medoids are chosen among so many, evenly over the worst to the least; the rest joins the nearest. */
const mostCompared = 300;
/** A group is called by a feature whose middle is so far from that of all regions, in spreads. */
const telling = 0.75;
/** A second cause is told where this share of the group has it, with at least this score. */
const sharedBy = 0.6;
const secondScore = 0.3;

/**
 * Groups of alike failures, the largest error first. Regions of one cause are parted in two, and each part again, as
 * long as the parts are clearly apart (see splitInTwo) by size, shape, place, direction, distance and gaps, each in
 * steps of its spread over all regions. Each group has its medoid as the example, and its traits in words. Nothing in
 * it is random.
 */
export function groupRegions(regions: readonly GroupedRegion[]): RegionGroup[] {
  const rows = standardised(regions);
  const byCause = new Map<string, number[]>();
  regions.forEach((region, i) => {
    const members = byCause.get(causeOf(region));
    if (members) members.push(i);
    else byCause.set(causeOf(region), [i]);
  });
  return [...byCause]
    .flatMap(([cause, members]) =>
      parted(members, rows).map((part) => groupOf(cause, part, { regions, rows })),
    )
    .sort((a, b) => b.errorSum - a.errorSum || b.regionIds.length - a.regionIds.length);
}

function parted(members: readonly number[], rows: readonly Float64Array[]): (readonly number[])[] {
  if (members.length < 2 * leastMembers) return [members];
  const compared = thinned(members);
  const { side, silhouette } = splitInTwo(compared.map((i) => rows[i]!));
  const halves = [0, 1].map((half) => compared.filter((_, k) => side[k] === half));
  if (silhouette < clearlyApart || halves.some(({ length }) => length < leastMembers)) return [members];
  const middles = halves.map((half) => rows[half[medoid(half.map((i) => rows[i]!))]!]!);
  const isFirst = (i: number) => distance(rows[i]!, middles[0]!) <= distance(rows[i]!, middles[1]!);
  return [members.filter(isFirst), members.filter((i) => !isFirst(i))].flatMap((half) => parted(half, rows));
}

function thinned(members: readonly number[]): readonly number[] {
  if (members.length <= mostCompared) return members;
  const step = members.length / mostCompared;
  return Array.from({ length: mostCompared }, (_, k) => members[Math.floor(k * step)]!);
}

interface Known {
  readonly regions: readonly GroupedRegion[];
  readonly rows: readonly Float64Array[];
}

function groupOf(cause: string, members: readonly number[], { regions, rows }: Known): RegionGroup {
  const own = members.map((i) => regions[i]!).sort((a, b) => b.severity - a.severity);
  const compared = thinned(members);
  const middle = compared[medoid(compared.map((i) => rows[i]!))]!;
  return {
    cause,
    medoidId: regions[middle]!.id,
    regionIds: own.map(({ id }) => id),
    errorSum: own.reduce((sum, { errorSum }) => sum + errorSum, 0),
    comparedPx: own.reduce((sum, { comparedPx }) => sum + comparedPx, 0),
    traits: [...featureTraits(members.map((i) => rows[i]!)), ...biasTraits(own), ...secondCauses(cause, own)],
  };
}

function featureTraits(rows: readonly Float64Array[]): string[] {
  return regionFeatures.flatMap(({ low, high }, k) => {
    const middle = median(rows.map((row) => row[k]!));
    if (middle > telling) return [high];
    return middle < -telling ? [low] : [];
  });
}

/** `41 % too far` of the group's middle, where most of it goes one way. */
function biasTraits(regions: readonly GroupedRegion[]): string[] {
  const known = regions.map(({ bias }) => bias.percent).filter((percent) => percent !== null);
  if (known.length < regions.length / 2) return [];
  const middle = median(known);
  const oneWay = known.filter((percent) => percent > 0 === middle > 0).length / known.length;
  if (oneWay < 0.8) return [];
  return [`about ${Math.round(Math.abs(middle))} % too ${middle > 0 ? 'far' : 'near'}`];
}

function secondCauses(cause: string, regions: readonly GroupedRegion[]): string[] {
  const counts = new Map<string, number>();
  for (const { causes } of regions)
    for (const other of causes)
      if (other.cause !== cause && other.score >= secondScore)
        counts.set(other.cause, (counts.get(other.cause) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= sharedBy * regions.length)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 2)
    .map(([name]) => `often also ${labelOf(name).toLowerCase()}`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
