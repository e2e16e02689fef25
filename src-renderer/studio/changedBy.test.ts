import { expect, it } from 'vitest';
import type { Annotation } from '#domain/annotation/Annotation.ts';
import { changedBy } from './changedBy.ts';

function annotation(id: string, itemId = 1, note = ''): Annotation {
  return { id, itemId, classId: 1, note, shape: { kind: 'brush', counts: '' } };
}

it('adds, replaces in place and removes', () => {
  const before = [annotation('a'), annotation('b'), annotation('c')];
  const changed = annotation('b', 1, 'glass');
  const diff = {
    added: [annotation('d')],
    updated: [[annotation('b'), changed]] as const,
    removed: [annotation('a')],
  };
  expect(changedBy(before, diff, 1)).toEqual([changed, annotation('c'), annotation('d')]);
});

it('leaves out what was added to another item', () => {
  const diff = { added: [annotation('d', 2)], updated: [], removed: [] };
  expect(changedBy([], diff, 1)).toEqual([]);
});

it('does not add twice what an event has brought already', () => {
  const diff = { added: [annotation('a')], updated: [], removed: [] };
  expect(changedBy([annotation('a')], diff, 1)).toEqual([annotation('a')]);
});
