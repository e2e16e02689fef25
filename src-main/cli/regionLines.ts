import type { FailureChanges } from '#domain/comparison/compareFailures.ts';
import type { AnnotationRecall } from '#domain/regions/annotationRecall.ts';
import { type CauseShare, causeShares, type RunCounts } from '#domain/regions/CauseCounts.ts';
import { labelOf } from '#domain/regions/regionSentence.ts';
import { percent, shareSentence } from '#domain/regions/shareSentence.ts';
import { textTable } from './Terminal.ts';

/** Why a run fails: its error shared out over causes, and over annotated classes where there are any. */
export function countLines(counts: RunCounts): string[] {
  if (counts.frames === 0) return suspicionLines(counts);
  const classes = causeShares(counts, 'class');
  const hasClasses = counts.cells.some(({ annotatedClass }) => annotatedClass !== null);
  return [
    ...causeShares(counts).map(shareSentence),
    ...(hasClasses
      ? ['on annotated objects:', ...classes.filter(isOfClass).map((share) => `  ${shareSentence(share)}`)]
      : []),
    ...suspicionLines(counts),
  ];
}

function isOfClass({ name, regions }: CauseShare): boolean {
  return name !== '' && regions > 0;
}

function suspicionLines({ suspicions }: RunCounts): string[] {
  return suspicions.map(
    ({ cause, regions }) => `${regions} ${regions === 1 ? 'suspicion' : 'suspicions'}: ${labelOf(cause)}`,
  );
}

/** What became of run A's failures in run B, by cause; error shares are of both runs' regions together. */
export function changeLines({ items, byCause, fixed, kept, added }: FailureChanges): string[] {
  const rows = byCause.map((change) => [
    labelOf(change.cause),
    ...[change.fixed, change.kept, change.added].flatMap(({ regions, errorSum }) => [
      String(regions),
      errorSum.toPrecision(3),
    ]),
  ]);
  return [
    `failures on ${items} items of both: ${fixed.length} fixed, ${kept.length} kept, ${added.length} new`,
    ...(rows.length === 0
      ? []
      : textTable(['cause', 'fixed', 'error', 'kept', 'error', 'new', 'error'], rows)),
  ];
}

/** Annotated objects against regions, a line per class. */
export function recallLines({ frames, regions, regionsOnAny, classes }: AnnotationRecall): string[] {
  if (frames === 0) return ['no frame of this run is annotated'];
  const share = (part: number | null, of: number | null) =>
    part === null || of === null || of === 0 ? '–' : `${part} of ${of} (${percent(part / of)})`;
  return [
    `${frames} annotated frames; ${share(regionsOnAny, regions)} regions lie on annotated objects`,
    ...textTable(
      ['class', 'objects met', 'met by their cause', 'matched', 'regions on it', 'of its cause on it'],
      classes.map((row) => [
        row.className,
        share(row.met, row.objects),
        share(row.metByCause, row.objects),
        share(row.matched, row.objects),
        String(row.regionsOn),
        share(row.regionsOfCauseOn, row.regionsOfCause),
      ]),
    ),
  ];
}
