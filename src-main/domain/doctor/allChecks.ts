import { eightBitTruth } from './checks/eightBitTruth.ts';
import { emptyTruth } from './checks/emptyTruth.ts';
import { exchangedSides } from './checks/exchangedSides.ts';
import { flatPictures } from './checks/flatPictures.ts';
import { inverseTruth } from './checks/inverseTruth.ts';
import { truthUnit } from './checks/truthUnit.ts';
import { turnedTruth } from './checks/turnedTruth.ts';
import type { DoctorCheck } from './DoctorCheck.ts';

/** Every check of an item's pixels. What one of the first finds of a file is not doubted by the later ones. */
export const allChecks: readonly DoctorCheck[] = [
  flatPictures,
  emptyTruth,
  exchangedSides,
  turnedTruth,
  inverseTruth,
  truthUnit,
  eightBitTruth,
];

/** Changes whenever a check finds something else than before: items are examined anew then. */
export const checksVersion = 1;
