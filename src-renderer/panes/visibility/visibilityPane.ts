import { visibilityMap } from '#domain/colormap/colorTables.ts';
import { visibilityClasses, visibilityTolerancePx } from '#domain/photometric/visibility.ts';
import { checkPane } from '../checkPane.ts';
import type { PaneContext, PaneModel } from '../paneModel.ts';

const marks = Object.entries(visibilityClasses).map(([label, value]) => ({ label, value }));

/** What the right camera sees of the left view. */
export function visibilityPane(context: PaneContext): PaneModel {
  const { photometric } = context;
  const isPair = photometric.check.answer?.noRightView === null;
  return checkPane(
    {
      kind: 'visibility',
      slot: photometric.visibility,
      style: { map: visibilityMap, min: -0.5, max: marks.length - 0.5, isAbsolute: false },
      ends: ['', ''],
      marks: isPair ? marks : marks.filter(({ label }) => label !== 'mismatch'),
      facts: [`${isPair ? 'both views' : 'from the left view alone'}, tolerance ${visibilityTolerancePx} px`],
    },
    context,
  );
}
