import type { DoctorCheck } from '../DoctorCheck.ts';

/** Published with 8 bits: the set's own form. */
const publishedSo = /^(middlebury-(2001|2003|2006)|tsukuba)/;

/** A ground truth of 8 bits that no dataset is published so: often a picture of a map. */
export const eightBitTruth: DoctorCheck = {
  name: 'eightBitTruth',
  find({ truths }) {
    return truths.flatMap(({ file, role, isEightBit, encoding }) => {
      if (!isEightBit || publishedSo.test(encoding.name)) return [];
      const step = Number(Math.abs(encoding.scale).toPrecision(3));
      const unit = encoding.quantity.split(':')[1] ?? '';
      return [
        {
          kind: 'eight-bit' as const,
          tag: 'EncodingUnknown' as const,
          file,
          role,
          message: `the ground truth has 8 bits, 256 levels ${step} ${unit} apart; the field’s maps have 16 bits or floats`,
          fields: { expected: '16-bit or float values', found: '8-bit values' },
        },
      ];
    });
  },
};
