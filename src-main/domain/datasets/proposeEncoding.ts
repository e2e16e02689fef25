import { StudioError } from '../errors.ts';
import type { RawMap } from '../rasters/RawMap.ts';
import type { Encoding } from '../records.ts';
import { encodingHints } from './encodingHints.ts';
import { encodingNamed } from './encodings.ts';
import { middleburyScale } from './middleburyScale.ts';
import { sampleStatistics } from './sampleStatistics.ts';
import type { SampleStatistics } from './sampleStatistics.ts';

/** What is known about a map whose numbers are not explained. */
export interface EncodingEvidence {
  /** Path with forward slashes; its folders and name are read for hints. */
  readonly path: string;
  /** The values as stored. */
  readonly raw: RawMap;
  /** What the folder's layout says the map is; null where nothing does. */
  readonly role: 'disparity' | 'depth' | null;
}

export interface EncodingProposal {
  readonly encoding: Encoding;
  /** For people: why this reading. */
  readonly reason: string;
}

/** A meaning that the values could have. */
interface Reading {
  readonly encoding: string;
  readonly reason: string;
}

/** What is thought of a map's numbers: one reading, or several of which none is taken. */
export interface EncodingOpinion {
  /** Null where no reading or more than one is plausible: the user says which. */
  readonly proposal: EncodingProposal | null;
  /** All plausible readings, the proposed one first. */
  readonly plausible: readonly EncodingProposal[];
  readonly statistics: SampleStatistics;
}

/** What a map's numbers may mean, by its folders, name, sample type and values. */
export function opinionOnEncoding({ path, raw, role }: EncodingEvidence): EncodingOpinion {
  const place = `/${path.toLowerCase()}`;
  const statistics = sampleStatistics(raw);
  const hint = encodingHints.find(
    ({ pattern, types, encoding }) =>
      types.includes(statistics.type) && pattern.test(place) && fitsRole(encoding, role),
  );
  const readings = plausibleReadings(role ?? roleOfName(place), raw, statistics, place);
  const plausible = [hint ?? [], readings.filter(({ encoding }) => encoding !== hint?.encoding)]
    .flat()
    .map(proposal);
  return { proposal: hint || plausible.length === 1 ? plausible[0]! : null, plausible, statistics };
}

/**
 * What a map's numbers most likely mean.
 * @throws EncodingUnknown where no reading or more than one is plausible, naming them with what they would give.
 */
export function proposeEncoding(evidence: EncodingEvidence): EncodingProposal {
  const { proposal, plausible, statistics } = opinionOnEncoding(evidence);
  if (proposal) return proposal;
  throw unknown(
    evidence.path,
    statistics,
    plausible.map(({ encoding, reason }) => ({ encoding: encoding.name, reason })),
  );
}

function proposal({ encoding, reason }: Reading): EncodingProposal {
  return { encoding: encodingNamed(encoding), reason };
}

function fitsRole(name: string, role: EncodingEvidence['role']): boolean {
  return role === null || encodingNamed(name).quantity.startsWith('disparity') === (role === 'disparity');
}

/** Of the name and the folders above it, the nearest that speaks of one of the two decides. */
function roleOfName(place: string): EncodingEvidence['role'] {
  const telling = place.split('/').findLast((part) => /disp/.test(part) !== /depth/.test(part));
  if (telling === undefined) return null;
  return telling.includes('disp') ? 'disparity' : 'depth';
}

function plausibleReadings(
  role: EncodingEvidence['role'],
  raw: RawMap,
  statistics: SampleStatistics,
  place: string,
): readonly Reading[] {
  if (statistics.type === '8-bit') return eightBitReadings(role, raw);
  if (statistics.type === 'rgb') return rgbReadings(role, raw);
  const readings: Reading[] = [];
  if (role !== 'depth') readings.push(...disparityReadings(statistics, raw.width, place));
  if (role !== 'disparity') readings.push(...depthReadings(statistics));
  return readings;
}

function eightBitReadings(role: EncodingEvidence['role'], { width, height }: RawMap): readonly Reading[] {
  const name = role === 'depth' ? null : middleburyScale(width, height);
  if (name === null) return [];
  return [
    { encoding: name, reason: `8-bit disparity of ${width}×${height} px is how Middlebury stores this set` },
  ];
}

/** Colours that are all grey are a picture of a map, not a map. */
function rgbReadings(role: EncodingEvidence['role'], { values }: RawMap): readonly Reading[] {
  if (Array.from(values.subarray(0, 10_000)).every((v) => v % 65793 === 0)) return [];
  const reason = 'a known way to write numbers into colours';
  return [
    ...(role === 'depth' ? [] : ['sintel-disparity', 'foundation-stereo']),
    ...(role === 'disparity' ? [] : ['carla-depth']),
  ].map((encoding) => ({ encoding, reason }));
}

function disparityReadings(
  { type, min, max }: SampleStatistics,
  widthPx: number,
  place: string,
): readonly Reading[] {
  const isPossible = (largestPx: number) => largestPx >= 1 && largestPx < widthPx;
  if (type === 'float') {
    const reason = 'float maps of disparity hold pixels';
    return Math.abs(max) > 1 && Math.abs(min) < widthPx ? [{ encoding: 'pixels', reason }] : [];
  }
  const readings: Reading[] = [];
  if (type === '16-bit' && isPossible(max / 256) && !/_disp\.png$/.test(place)) {
    readings.push({ encoding: 'kitti-disparity', reason: '16-bit PNGs of disparity hold pixels · 256' });
  }
  if (type === 'integer' && isPossible(max / 16) && min === -16) {
    readings.push({
      encoding: 'opencv-fixed-point',
      reason: 'the smallest value, −16, is OpenCV\u2019s mark of no match',
    });
  } else if (isPossible(max)) {
    readings.push({ encoding: 'pixels', reason: 'the values fit into the picture\u2019s width as they are' });
  }
  return readings;
}

function depthReadings({ type, min, median, max }: SampleStatistics): readonly Reading[] {
  if (min < 0) return [];
  if (type === 'float') {
    const isMetres = median > 0.05 && median < 200 && max > 1;
    return isMetres
      ? [{ encoding: 'metres', reason: 'float maps of depth with such values hold metres' }]
      : [];
  }
  const isRoomOrStreet = (medianM: number) => medianM >= 0.2 && medianM <= 100;
  return ['millimetres', 'tum', 'vkitti2', 'kitti-depth']
    .filter((name) => isRoomOrStreet(median * encodingNamed(name).scale))
    .map((name) => ({ encoding: name, reason: 'the depths are possible' }));
}

function unknown(
  path: string,
  { type, min, median, max }: SampleStatistics,
  readings: readonly Reading[],
): StudioError {
  const range = Number.isNaN(median)
    ? 'no value but 0'
    : `${format(min)} to ${format(max)}, median ${format(median)}`;
  const meanings = readings.map(({ encoding }) => {
    const { scale, offset, quantity, code } = encodingNamed(encoding);
    if (code !== undefined) return encoding;
    return `${encoding} (median ${format(median * scale + offset)} ${quantity.split(':')[1] ?? ''})`;
  });
  const found = readings.length === 0 ? 'no known reading fits' : `possible are ${meanings.join(', ')}`;
  return new StudioError(
    'EncodingUnknown',
    `${path}: what its ${type} values mean (${range}) must be said: ${found}; give an encoding by name or as quantity=…,scale=…,invalid=…`,
    { file: path, expected: 'an encoding', found: meanings.join(', ') || range, type, min, median, max },
  );
}

function format(value: number): string {
  return String(Number(value.toPrecision(4)));
}
