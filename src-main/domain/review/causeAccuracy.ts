import { wilsonInterval } from './wilsonInterval.ts';

/** How many reviewed regions had this automatic cause, this told cause (the corrected one, else the automatic) and state. */
export interface ReviewedCount {
  readonly cause: string;
  readonly told: string;
  readonly state: 'confirmed' | 'rejected';
  readonly regions: number;
}

/** A share with what it stands on. */
export interface CountedShare {
  readonly hits: number;
  readonly of: number;
  /** Null where `of` is 0. */
  readonly share: number | null;
  /** 95 %, by Wilson; null where `of` is 0. */
  readonly interval: readonly [number, number] | null;
}

export interface CauseAccuracy {
  readonly cause: string;
  /** Of the reviewed regions with this automatic cause: confirmed, and the cause stands. */
  readonly precision: CountedShare;
  /** Of the confirmed regions that a person says have this cause: how many had it automatically. */
  readonly recall: CountedShare;
  /** Reviewed regions with this automatic cause that were rejected: no failure at all. */
  readonly rejected: number;
}

/**
 * How well automatic causes do, measured on the reviewed regions alone. A rejected region counts against the precision of
 * its automatic cause and in no recall. What finding missed is in no region and so in neither number; and a reviewer who
 * goes worst first has reviewed the worst, not a fair sample.
 *
 * @returns a row per cause that was reviewed, those with most regions first.
 */
export function causeAccuracy(counts: readonly ReviewedCount[]): CauseAccuracy[] {
  const causes = [...new Set(counts.flatMap(({ cause, told }) => [cause, told]))];
  const rows = causes.map((cause) => {
    const automatic = counts.filter((each) => each.cause === cause);
    const truly = counts.filter((each) => each.told === cause && each.state === 'confirmed');
    const right = sum(truly.filter((each) => each.cause === cause));
    return {
      cause,
      precision: countedShare(right, sum(automatic)),
      recall: countedShare(right, sum(truly)),
      rejected: sum(automatic.filter(({ state }) => state === 'rejected')),
    };
  });
  return rows
    .filter(({ precision, recall }) => precision.of + recall.of > 0)
    .sort(
      (a, b) => b.precision.of + b.recall.of - (a.precision.of + a.recall.of) || (a.cause < b.cause ? -1 : 1),
    );
}

function countedShare(hits: number, of: number): CountedShare {
  return { hits, of, share: of === 0 ? null : hits / of, interval: wilsonInterval(hits, of) };
}

function sum(counts: readonly ReviewedCount[]): number {
  return counts.reduce((total, { regions }) => total + regions, 0);
}
