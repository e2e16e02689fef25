import type { Command } from '../../studio/commands.svelte.ts';
import type { Studio } from '../../studio/studio.svelte.ts';

/** Going through failure regions with the keyboard alone. */
export function reviewCommands({ review, layout, selection }: Studio): readonly Command[] {
  const hasRun = (): boolean => selection.runId !== null;
  const hasRegion = (): boolean => review.isOn && review.regionId !== null && review.busy === null;
  const keyed = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    ...{ id: `review.${id}`, title, group: 'Review', scope: 'review', keys, run },
    isEnabled: hasRegion,
  });
  return [
    {
      ...{ id: 'review.gallery', title: 'Gallery of failure regions', group: 'Review', scope: 'global' },
      keys: ['g'],
      isEnabled: hasRun,
      run: () => review.toggleGallery(),
    },
    {
      ...{ id: 'review.toggle', title: 'Gallery or panes', group: 'Review', scope: 'review' },
      keys: ['g'],
      run: () => review.toggleGallery(),
    },
    {
      ...{
        id: 'review.leave',
        title: 'Leave the gallery, then the review',
        group: 'Review',
        scope: 'global',
      },
      keys: ['Escape'],
      isEnabled: () => review.isOn,
      run: () => review.leave(),
    },
    {
      ...{ id: 'review.progress', title: 'Review: progress and how well causes do…', group: 'Review' },
      scope: 'global',
      isEnabled: hasRun,
      run: () => (layout.dialog = 'review-progress'),
    },
    keyed('confirm', 'Confirm the region', ['c'], () => void review.say({ state: 'confirmed' })),
    keyed('reject', 'Reject: no failure', ['x'], () => void review.say({ state: 'rejected' })),
    keyed('cause', 'Correct the cause…', ['k'], () => (layout.dialog = 'review-cause')),
    keyed('annotate', 'Confirm and make an annotation of it', ['a'], () => void review.annotate()),
    keyed(
      'reopen',
      'Take the verdict back',
      ['u'],
      () => void review.say({ state: 'open' }, { stays: true }),
    ),
    keyed('words', 'Note…', ['n'], () => (layout.dialog = 'review-words')),
    keyed('tags', 'Tags…', ['t'], () => (layout.dialog = 'review-tags')),
    keyed('split', 'Split where depth steps or it is narrow', ['s'], () => void review.split(null)),
    keyed('splitAlong', 'Split along a line to be drawn', ['Shift+S'], () => review.draw('line')),
    keyed('mark', 'Mark for merging', ['m'], () => review.toggleMark()),
    keyed('merge', 'Merge with the marked regions, else the nearest', ['j'], () => void review.merge()),
    keyed('redraw', 'Draw the outline anew', ['o'], () => review.draw('outline')),
    keyed(
      'found',
      'Take the found outline again',
      ['Shift+O'],
      () => void review.say({ outline: null }, { stays: true }),
    ),
    keyed('nextOpen', 'Next region that is not reviewed', ['.'], () => void review.nextOpen(1)),
    keyed('previousOpen', 'Previous region that is not reviewed', [','], () => void review.nextOpen(-1)),
    keyed('next', 'Next region', ['ArrowDown'], () => void review.step(1)),
    keyed('previous', 'Previous region', ['ArrowUp'], () => void review.step(-1)),
  ];
}
