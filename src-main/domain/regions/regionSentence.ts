import { allCauses } from '../causes/allCauses.ts';
import type { ComparedQuantity } from '../rasters/Raster.ts';
import type { RegionRecord } from './RegionRecord.ts';

/** What the sentence is made of. */
export type ToldRegion = Pick<
  RegionRecord,
  'areaPx' | 'bbox' | 'bias' | 'cause' | 'causes' | 'detection' | 'stats'
>;

/**
 * A region in plain words: what it is, how large, in which direction and how far the prediction is off, and which surface
 * it joins. `Thin structure: 38 px tall, 4 px wide; prediction 41 % too far; joins what is behind it`.
 *
 * @param correctedCause  what a person said it is; null = the automatic cause stands.
 */
export function regionSentence(
  region: ToldRegion,
  quantity: ComparedQuantity,
  correctedCause: string | null = null,
): string {
  const name = correctedCause ?? region.cause;
  const parts = [
    `${labelOf(name)}: ${sizeOf(region, name)}`,
    offBy(region, quantity),
    joinsText(region),
    missingText(region),
    region.detection.isSuspicion ? 'a suspicion, without ground truth' : null,
  ];
  return parts.filter((part) => part !== null).join('; ');
}

/** As a sentence starts with it; a name that is not known (any more) stands for itself. */
export function labelOf(cause: string): string {
  if (cause === 'unexplained') return 'Unexplained';
  return allCauses.find(({ name }) => name === cause)?.label ?? cause;
}

function sizeOf({ areaPx, bbox, causes, detection }: ToldRegion, name: string): string {
  if (detection.isWholeImage) return 'the whole image';
  const [, , width, height] = bbox;
  const thin = causes.find(({ cause }) => cause === 'thin-structure');
  const across = thin?.evidence.find((evidence) => evidence.name === 'width')?.value;
  if (name === 'thin-structure' && across !== undefined) {
    return height >= width ? `${height} px tall, ${across} px wide` : `${width} px long, ${across} px thick`;
  }
  return `${width} × ${height} px, ${areaPx} px in all`;
}

/** Per cent of depth where they are known, else the mean error in the compared unit. */
function offBy({ bias, stats }: ToldRegion, quantity: ComparedQuantity): string | null {
  if (bias.percent !== null && bias.direction !== 'unknown') {
    const metres = bias.metres === null ? '' : ` (${signless(bias.metres)} m)`;
    if (bias.direction === 'mixed') return 'prediction too near in parts and too far in others';
    return `prediction ${signless(bias.percent)} % too ${bias.percent > 0 ? 'far' : 'near'}${metres}`;
  }
  if (stats.meanAbsError === null) return null;
  const unit = { disparity: 'px', depth: 'm', 'inverse-depth': '1/m' }[quantity];
  return `prediction off by ${signless(stats.meanAbsError)} ${unit}`;
}

function joinsText({ bias }: ToldRegion): string | null {
  if (bias.joins === 'behind') return 'joins what is behind it';
  return bias.joins === 'in-front' ? 'joins what is in front of it' : null;
}

function missingText({ stats }: ToldRegion): string | null {
  return stats.missingShare < 0.1 ? null : `no prediction on ${Math.round(100 * stats.missingShare)} %`;
}

/** Two digits, three from 100 on. */
function signless(value: number): string {
  const size = Math.abs(value);
  return size >= 100 ? size.toFixed(0) : String(Number(size.toPrecision(2)));
}
