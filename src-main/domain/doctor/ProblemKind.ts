import type { ProblemRecord } from '../records.ts';

/** What is wrong with a file, as lists group it. Finer than the tag of its error. */
export interface ProblemKindInfo {
  readonly kind: string;
  /** For people, as the head of a group. */
  readonly title: string;
  /** What it means for results, in a sentence. */
  readonly help: string;
}

/** Every kind, in the order in which lists show them: what costs most first. */
export const problemKinds = [
  {
    kind: 'unreadable',
    title: 'Cannot be read',
    help: 'The file is damaged, of another format, or out of reach. It is left out.',
  },
  {
    kind: 'truncated',
    title: 'Truncated',
    help: 'The file ends before its header says: a copy or download was interrupted.',
  },
  {
    kind: 'missing-partner',
    title: 'Partner missing',
    help: 'A file that belongs to this one is not there.',
  },
  {
    kind: 'wrong-size',
    title: 'Another size than its partner',
    help: 'Two files of one item must have as many pixels as each other.',
  },
  {
    kind: 'turned',
    title: 'Turned on its side',
    help: 'Width and height are exchanged, or the picture is turned by its EXIF mark and its map is not.',
  },
  {
    kind: 'exchanged',
    title: 'Left and right exchanged',
    help: 'Matching finds near every point farther right in the right picture.',
  },
  {
    kind: 'not-rectified',
    title: 'Not rectified',
    help: 'The rows of the pair do not correspond; matching along rows needs a calibration of both cameras.',
  },
  {
    kind: 'empty',
    title: 'Without any value',
    help: 'A ground truth without one valid pixel, or a black picture, says nothing.',
  },
  {
    kind: 'constant',
    title: 'One value everywhere',
    help: 'Every pixel is the same: a placeholder, or a failed export.',
  },
  {
    kind: 'inverse',
    title: 'Looks inverse',
    help: 'What is said to be depth grows with disparity, or the reverse.',
  },
  {
    kind: 'unit',
    title: 'Looks like another unit',
    help: 'The values are off by a factor that units or ways of storing differ by.',
  },
  {
    kind: 'eight-bit',
    title: '8-bit ground truth',
    help: 'With 256 levels, small errors cannot be measured; such a file is often a picture of a map.',
  },
  {
    kind: 'unknown-encoding',
    title: 'Meaning unknown',
    help: 'Several readings of the numbers are plausible, or none.',
  },
  {
    kind: 'calibration-size',
    title: 'Calibration of another resolution',
    help: 'The calibration is for pictures of another size.',
  },
  {
    kind: 'calibration-missing',
    title: 'Without calibration',
    help: 'The item can be compared in disparity, not in metres.',
  },
  {
    kind: 'duplicate-picture',
    title: 'The same picture twice',
    help: 'Two files have the same content: the scene counts twice.',
  },
  {
    kind: 'duplicate-truth',
    title: 'The same ground truth for different pictures',
    help: 'Files of the same content belong to different pictures; one of them is probably misplaced.',
  },
  {
    kind: 'unclaimed',
    title: 'Belongs to no item',
    help: 'Pictures and maps that the layout has no place for.',
  },
  { kind: 'other', title: 'Other doubts', help: 'See the message.' },
] as const satisfies readonly ProblemKindInfo[];

export type ProblemKind = (typeof problemKinds)[number]['kind'];

const size = /^\d+×\d+$/;

/** The kind of a problem: what its finder said (`fields.kind`), else what follows from its tag. */
export function problemKindOf({
  tag,
  message,
  fields,
}: Pick<ProblemRecord, 'tag' | 'message' | 'fields'>): ProblemKind {
  const said = problemKinds.find(({ kind }) => kind === fields.kind);
  if (said) return said.kind;
  switch (tag) {
    case 'SizeMismatch':
      return areExchanged(fields.expected, fields.found) ? 'turned' : 'wrong-size';
    case 'BadFile':
      return /truncat|ends|too short|cut off|incomplete/i.test(message) ? 'truncated' : 'unreadable';
    case 'FileMissing':
      return 'missing-partner';
    case 'NoValidPixels':
      return 'empty';
    case 'EncodingUnknown':
      return 'unknown-encoding';
    case 'CalibrationMissing':
      return isSize(fields.expected) && isSize(fields.found) ? 'calibration-size' : 'calibration-missing';
    case 'InvalidOption':
      return /cannot be scaled/.test(message) ? 'calibration-size' : 'other';
    case 'NotRectified':
      return /exchanged/.test(message) ? 'exchanged' : 'not-rectified';
    case 'LayoutUnknown':
      return 'unclaimed';
    case 'Unsupported':
    case 'TooLarge':
    case 'PathRefused':
      return 'unreadable';
    default:
      return 'other';
  }
}

function isSize(value: unknown): value is string {
  return typeof value === 'string' && size.test(value);
}

/** `640×480` and `480×640`; a square is no sign of anything. */
function areExchanged(expected: unknown, found: unknown): boolean {
  if (!isSize(expected) || !isSize(found) || expected === found) return false;
  return expected.split('×').reverse().join('×') === found;
}
