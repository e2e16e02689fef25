import type { DoctorCheck } from '../DoctorCheck.ts';
import { isFlat } from '../ItemView.ts';

/** A picture that is black, or of one colour. */
export const flatPictures: DoctorCheck = {
  name: 'flatPictures',
  find({ left, right }) {
    const sides = [
      { ...left, role: 'left' as const },
      ...(right ? [{ ...right, role: 'right' as const }] : []),
    ];
    return sides.flatMap(({ file, role, picture }) => {
      if (picture.data.length === 0 || !isFlat(picture)) return [];
      const value = picture.data[0]!;
      const { width, height } = picture;
      return [
        {
          kind: value === 0 ? ('empty' as const) : ('constant' as const),
          tag: 'BadFile' as const,
          file,
          role,
          message: `all ${width}×${height} pixels of the picture are ${value}`,
          fields: { expected: 'a picture with different values', found: value },
        },
      ];
    });
  },
};
