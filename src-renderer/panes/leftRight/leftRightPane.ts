import { absoluteErrorMap } from '#domain/colormap/colorTables.ts';
import { checkPane } from '../checkPane.ts';
import type { PaneContext, PaneModel } from '../paneModel.ts';

/** Three times the tolerance of the left-right check. */
const worstShownPx = 3;

export function leftRightPane(context: PaneContext): PaneModel {
  const { photometric } = context;
  const reason = photometric.check.answer?.noRightView;
  return checkPane(
    {
      kind: 'left-right',
      slot: photometric.leftRight,
      style: { map: absoluteErrorMap, min: 0, max: worstShownPx, isAbsolute: true },
      ends: ['disagree', 'agree'],
      facts: ['|d − d of the right view|, px'],
      absence: reason ? `No left-right comparison: ${reason}` : null,
    },
    context,
  );
}
