import type { AssetRole, ProblemRecord } from '../records.ts';
import { problemKindOf } from './ProblemKind.ts';
import type { Remedy } from './Remedy.ts';

/** Encodings in `fields.encodings` stand between these. */
export const encodingSeparator = '; ';

const roles: readonly AssetRole[] = [
  'left',
  'right',
  'disparity',
  'depth',
  'nonoccluded-mask',
  'occlusion-mask',
];

/**
 * What can be done about a problem, the likeliest first; leaving it as it is comes last and is always there.
 *
 * @param problem  `fields.role` says what file of the item it is about, `fields.encodings` which readings of a ground
 *   truth are offered.
 */
export function remediesFor(problem: Omit<ProblemRecord, 'id'>): readonly Remedy[] {
  return [...remediesOf(problem), { kind: 'keep' }];
}

function remediesOf(problem: Omit<ProblemRecord, 'id'>): readonly Remedy[] {
  const { itemId, fields, severity } = problem;
  if (itemId === null) return [];
  const role = roles.find((each) => each === fields.role) ?? null;
  const encode = encodingsOf(problem);
  const leaveOut: readonly Remedy[] =
    severity === 'rejected' || role === null
      ? []
      : role === 'left'
        ? [{ kind: 'leave-item-out' }]
        : [{ kind: 'leave-out', role }];
  switch (problemKindOf(problem)) {
    case 'exchanged':
      return [{ kind: 'swap-sides' }];
    case 'calibration-size':
      return haveSameShape(fields.expected, fields.found) ? [{ kind: 'scale-calibration' }] : [];
    case 'duplicate-picture':
      return [{ kind: 'leave-item-out' }];
    default:
      return [...encode, ...leaveOut];
  }
}

function encodingsOf({ fields }: Omit<ProblemRecord, 'id'>): readonly Remedy[] {
  const { role, encodings } = fields;
  if (typeof encodings !== 'string' || encodings === '') return [];
  if (role !== 'disparity' && role !== 'depth') return [];
  return encodings.split(encodingSeparator).map((encoding) => ({ kind: 'encode', role, encoding }));
}

/** To within what rounding to whole pixels explains. */
function haveSameShape(expected: unknown, found: unknown): boolean {
  const [a, b] = [expected, found].map((text) =>
    typeof text === 'string' ? text.split('×').map(Number) : [],
  );
  if (a?.length !== 2 || b?.length !== 2) return false;
  const [calibratedWidth, calibratedHeight] = a as [number, number];
  const [width, height] = b as [number, number];
  return Math.abs((calibratedHeight * width) / calibratedWidth - height) < 1;
}
