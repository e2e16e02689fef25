import { pictureExtensions, splitPath } from '../FileIndex.ts';
import type { Layout } from '../Layout.ts';

const pictures: readonly string[] = pictureExtensions;

/** Pictures without anything else. */
export const images: Layout = {
  record: {
    name: 'images',
    label: 'A folder of pictures',
    recognisedBy: 'pictures, where no other layout finds an item',
    groundTruth: 'none',
    calibration: 'none',
    masks: 'none',
    splits: 'none',
    source: '–',
    unverified: [],
  },
  find: ({ paths }) => {
    const found = paths.filter((path) => pictures.includes(splitPath(path).extension));
    return {
      items: found.map((path) => ({
        name: path.replace(/\.\w+$/, ''),
        left: path,
        right: null,
        groundTruth: [],
        masks: [],
        classMasks: [],
        calibration: null,
        problems: [],
      })),
      problems: [],
      claimed: new Set(found),
    };
  },
};
