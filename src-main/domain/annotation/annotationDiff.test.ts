import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryAnnotations } from '#testing/arbitraryAnnotations.ts';
import type { Annotation, AnnotationDiff } from './Annotation.ts';
import {
  applyDiff,
  emptyDiff,
  isEmptyDiff,
  isSameAnnotation,
  itemsOfDiff,
  reverseDiff,
  squashDiffs,
} from './annotationDiff.ts';

const picture = { itemIds: [1, 2], classIds: [1, 2, 3], width: 4, height: 3 };
const states = fc
  .tuple(arbitraryAnnotations(picture), fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }))
  .map(([annotations, kept]) => byId(annotations.filter((_, index) => kept[index])));

function byId(annotations: readonly Annotation[]): Map<string, Annotation> {
  return new Map(annotations.map((annotation) => [annotation.id, annotation]));
}

/** The diff between two states. */
function between(
  before: ReadonlyMap<string, Annotation>,
  after: ReadonlyMap<string, Annotation>,
): AnnotationDiff {
  const updated: [Annotation, Annotation][] = [];
  for (const [id, old] of before) {
    const now = after.get(id);
    if (now && !isSameAnnotation(old, now)) updated.push([old, now]);
  }
  return {
    added: [...after.values()].filter(({ id }) => !before.has(id)),
    updated,
    removed: [...before.values()].filter(({ id }) => !after.has(id)),
  };
}

const point: Annotation = {
  id: 'a',
  itemId: 7,
  classId: 1,
  shape: { kind: 'brush', counts: '0' },
  note: '',
};

describe('a diff', () => {
  it('is itself again when reversed twice', () => {
    fc.assert(
      fc.property(states, states, (a, b) => {
        const diff = between(a, b);
        expect(reverseDiff(reverseDiff(diff))).toEqual(diff);
      }),
    );
  });

  it('leads from one state to the other, and reversed back', () => {
    fc.assert(
      fc.property(states, states, (a, b) => {
        const diff = between(a, b);
        expect(applyDiff(a, diff)).toEqual(b);
        expect(applyDiff(b, reverseDiff(diff))).toEqual(a);
      }),
    );
  });

  it('squashed with the next does what both do, and reversed restores the start', () => {
    fc.assert(
      fc.property(states, states, states, (a, b, c) => {
        const squashed = squashDiffs(between(a, b), between(b, c));
        expect(applyDiff(a, squashed)).toEqual(c);
        expect(applyDiff(c, reverseDiff(squashed))).toEqual(a);
        expect(isEmptyDiff(squashDiffs(between(a, b), between(b, a)))).toBe(true);
      }),
    );
  });

  it('is refused where it starts from another state', () => {
    const other = { ...point, note: 'changed' };
    const refusals: [ReadonlyMap<string, Annotation>, AnnotationDiff, string][] = [
      [byId([point]), { ...emptyDiff, added: [point] }, 'annotation a exists already; load the item again'],
      [
        byId([]),
        { ...emptyDiff, removed: [point] },
        'annotation a does not exist any more; load the item again',
      ],
      [
        byId([other]),
        { ...emptyDiff, removed: [point] },
        'annotation a was changed since; load the item again',
      ],
      [
        byId([other]),
        { ...emptyDiff, updated: [[point, other]] },
        'annotation a was changed since; load the item again',
      ],
    ];
    for (const [state, diff, message] of refusals) {
      expect(() => applyDiff(state, diff)).toThrow(expect.objectContaining({ tag: 'BadRequest', message }));
    }
  });

  it('names the items that it touches', () => {
    const moved = { ...point, itemId: 3 };
    expect(itemsOfDiff({ added: [point], updated: [[point, moved]], removed: [] })).toEqual([3, 7]);
    expect(itemsOfDiff(emptyDiff)).toEqual([]);
  });
});
