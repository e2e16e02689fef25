import { formatEncoding } from '../../datasets/parseEncoding.ts';
import { greyFromRgb } from '../../rasters/greyFromRgb.ts';
import { turnRaster } from '../../rasters/turnRaster.ts';
import type { DoctorCheck } from '../DoctorCheck.ts';
import { edgeAgreement } from '../edgeAgreement.ts';

/** The map must fit so much better turned than as it is, in correlation of edges. */
const leastLead = 0.15;
const leastTurned = 0.2;

/**
 * A picture that EXIF's mark turns and a map of the same size that was not turned with it: its edges lie where the
 * picture's do only once it is turned by a half. Looked at only where there is such a mark.
 */
export const turnedTruth: DoctorCheck = {
  name: 'turnedTruth',
  find({ left, truths }) {
    if (left.orientation === 1) return [];
    const grey = greyFromRgb(left.picture);
    return truths.flatMap(({ file, role, encoding, raster }) => {
      const asIs = edgeAgreement(grey, raster);
      const turned = edgeAgreement(grey, turnRaster(raster, 'half'));
      if (asIs === null || turned === null || turned < leastTurned || turned - asIs < leastLead) return [];
      const turn = encoding.turn === 'half' ? undefined : ('half' as const);
      return [
        {
          kind: 'turned' as const,
          tag: 'SizeMismatch' as const,
          file,
          role,
          message: `the picture is turned by its EXIF mark (orientation ${left.orientation}), the map is not: edges agree by ${asIs.toFixed(2)} as it is, by ${turned.toFixed(2)} turned by a half`,
          fields: { expected: 'a map turned like its picture', found: 'a map turned by a half' },
          encodings: [formatEncoding({ ...encoding, name: 'custom', turn })],
        },
      ];
    });
  },
};
