import type { ComparedQuantity } from '#domain/rasters/Raster.ts';
import type { RegionRecord, RegionStats } from '#domain/records.ts';
import { labelOf, regionSentence } from '#domain/regions/regionSentence.ts';
import {
  formatCount,
  formatFixed,
  formatNumber,
  formatQuantity,
  formatShare,
} from '../../ui/formatNumber.ts';
import { unitOfCompared } from '../formatMetric.ts';

/** Errors that cancel to less than this share of their size have no direction worth naming. */
const oneSidedShare = 0.4;

/** What is wrong in a region, in a few words: `4.2 px too near`, `mostly no prediction`. */
export function regionTitle(stats: RegionStats, quantity: ComparedQuantity): string {
  if (stats.missingShare > 0.5) return `No prediction on ${formatShare(stats.missingShare)}`;
  if (stats.meanAbsError === null) return 'Structure differs';
  const unit = unitOfCompared(quantity);
  const { meanError, meanAbsError } = stats;
  if (meanError === null || Math.abs(meanError) < oneSidedShare * meanAbsError) {
    return `Off by ${formatQuantity(meanAbsError, unit, 3)} both ways`;
  }
  const isNear = quantity === 'depth' ? meanError < 0 : meanError > 0;
  return `${formatQuantity(Math.abs(meanError), unit, 3)} too ${isNear ? 'near' : 'far'}`;
}

/** Severity as a share of the frame, with two digits however small: 13 %, 0.73 %, 0.013 %. */
export function severityText(severity: number): string {
  return `${formatNumber(severity * 100, severity < 1 ? 2 : 3)} %`;
}

/** The rest of a region's figures: similarity, where it lies in the compared quantity, holes, size. */
export function regionDetail(region: RegionRecord, quantity: ComparedQuantity): string {
  const { stats, areaPx } = region;
  const parts: string[] = [];
  if (stats.meanSsim !== null) parts.push(`SSIM ${formatFixed(stats.meanSsim, 2)}`);
  if (stats.meanGroundTruth !== null) {
    parts.push(`at ${formatQuantity(stats.meanGroundTruth, unitOfCompared(quantity), 3)}`);
  }
  if (stats.missingShare > 0 && stats.missingShare <= 0.5)
    parts.push(`${formatShare(stats.missingShare)} missing`);
  parts.push(`${formatCount(areaPx)} px²`);
  return parts.join(' · ');
}

/** The likeliest cause with the measurement that decided: `Thin structure: width 4 px`. */
export function regionCause({ cause, causes }: Pick<RegionRecord, 'cause' | 'causes'>): string {
  const decisive = causes.find((each) => each.cause === cause)?.evidence[0];
  return decisive === undefined ? labelOf(cause) : `${labelOf(cause)}: ${evidenceText(decisive)}`;
}

/** The region in a sentence, then every cause with what was measured and what it was held against. */
export function regionExplanation(region: RegionRecord, quantity: ComparedQuantity): string {
  const causes = region.causes.map(({ cause, score, evidence }) => {
    const told = evidence.map((each) =>
      each.threshold === null
        ? evidenceText(each)
        : `${evidenceText(each)} (${each.speaksWhen} ${formatQuantity(each.threshold, each.unit, 2)} speaks for it)`,
    );
    return `${labelOf(cause)} ${formatFixed(score, 2)}: ${told.join(', ')}`;
  });
  return [regionSentence(region, quantity), ...causes].join('\n');
}

function evidenceText({ name, value, unit }: RegionRecord['causes'][number]['evidence'][number]): string {
  return `${name} ${formatQuantity(value, unit, 2)}`;
}
