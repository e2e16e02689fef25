import { patternLayout } from '../patternLayout.ts';
import { pathTemplate } from '../pathTemplate.ts';
import type { Layout } from '../Layout.ts';

const layout = patternLayout(
  {
    name: 'da-2k',
    label: 'DA-2K',
    recognisedBy: '`annotations.json` with `closer_point` beside `images/SCENE/….jpg`',
    groundTruth:
      'none dense: pairs of points of which one is nearer, `[row, column]`, taken over as lines of the class `nearer-to-farther`',
    calibration: 'none',
    masks: 'none; the folder is the scene type (indoor, transparent_reflective, …)',
    splits: 'none',
    source: 'DA-2K.md of Depth Anything V2; domain notes §8.3',
    unverified: [],
  },
  [{ left: '{**place}images/{**scene}{picture}.(jpg|jpeg|png)', name: '{place}{scene}{picture}' }],
);
const file = pathTemplate('{**place}annotations.json');

/** DA-2K: pictures with ordinal pairs. */
export const da2k: Layout = {
  record: layout.record,
  wantsHead: (path) => file.match(path) !== null,
  find: (listing) => {
    const annotations = listing.paths.filter(
      (path) => file.match(path) !== null && /"closer_point"/.test(listing.texts?.get(path) ?? ''),
    );
    const places = annotations.map((path) => file.match(path)!.place!);
    const isHere = (path: string): boolean =>
      places.some((place) => path.startsWith(`${place}images/`) || path === `${place}annotations.json`);
    if (annotations.length === 0) return { items: [], problems: [], claimed: new Set() };
    const found = layout.find({ ...listing, paths: listing.paths.filter(isHere) });
    return {
      ...found,
      annotations: annotations.map((path) => ({ path, format: 'da2k' as const })),
      claimed: new Set([...found.claimed, ...annotations]),
    };
  },
};
