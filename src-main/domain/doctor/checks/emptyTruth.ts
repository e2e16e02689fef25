import type { DoctorCheck, Finding } from '../DoctorCheck.ts';
import { validRange } from '../ItemView.ts';

/** Fewer valid pixels than this may well have one value. */
const leastPixels = 256;

/** A ground truth without a value, of zeros, or of one value everywhere. */
export const emptyTruth: DoctorCheck = {
  name: 'emptyTruth',
  find({ truths }) {
    return truths.flatMap(({ file, role, raster }): readonly Finding[] => {
      const { min, max, count } = validRange(raster);
      const base = { file, role, tag: 'NoValidPixels' as const };
      const pixels = `${raster.width}×${raster.height} pixels`;
      if (count === 0 || (min === 0 && max === 0)) {
        const found = count === 0 ? 'no valid value' : 'only zeros';
        const message = `the ground truth has ${found} in ${pixels}`;
        return [
          {
            ...base,
            kind: 'empty' as const,
            message,
            fields: { expected: 'at least one valid pixel', found },
          },
        ];
      }
      if (min !== max || count < leastPixels) return [];
      const message = `all ${count} valid pixels of the ground truth (${pixels}) are ${Number(min.toPrecision(6))}`;
      return [
        { ...base, kind: 'constant' as const, message, fields: { expected: 'different values', found: min } },
      ];
    });
  },
};
