import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryAnnotations } from '#testing/arbitraryAnnotations.ts';
import { validateAnnotation, validateDiff } from './validateAnnotation.ts';
import { validateClasses } from './validateClasses.ts';

const good = {
  id: '0e37df36-f698-11e6-8dd4-cb9ced3df976',
  itemId: 1,
  classId: 2,
  shape: {
    kind: 'polyline',
    points: [
      [0, 1],
      [2, 3.5],
    ],
    widthPx: 2,
  },
  note: '',
} as const;

describe('validateAnnotation', () => {
  it('answers every legal annotation as it is, also after a trip through JSON, without unknown keys', () => {
    const annotations = arbitraryAnnotations({ itemIds: [1, 2], classIds: [3], width: 3, height: 4 });
    fc.assert(
      fc.property(annotations, (list) => {
        for (const annotation of list) {
          const received: unknown = JSON.parse(JSON.stringify({ ...annotation, extra: 1 }));
          expect(validateAnnotation(received)).toEqual(annotation);
        }
      }),
    );
  });

  it.each([
    ['null', null, 'annotation: expected an object, found null'],
    ['a list', [], 'annotation: expected an object, found []'],
    [
      'an id with a slash',
      { ...good, id: '../a' },
      'annotation id: expected 1 to 100 letters, digits, - and _, found ../a',
    ],
    [
      'an item id of 0',
      { ...good, itemId: 0 },
      `itemId of annotation ${good.id}: expected a whole number above 0, found 0`,
    ],
    [
      'no class',
      { ...good, classId: undefined },
      `classId of annotation ${good.id}: expected a whole number above 0, found nothing`,
    ],
    ['no note', { ...good, note: null }, `note of annotation ${good.id}: expected a text, found null`],
    [
      'an unknown kind',
      { ...good, shape: { kind: 'box' } },
      `kind of shape of annotation ${good.id}: expected polygon, polyline or brush, found box`,
    ],
    [
      'a line of one point',
      { ...good, shape: { ...good.shape, points: [[0, 1]] } },
      `points of shape of annotation ${good.id}: expected at least 2, found 1`,
    ],
    [
      'a line without width',
      { ...good, shape: { ...good.shape, widthPx: 0 } },
      `widthPx of shape of annotation ${good.id}: expected a width above 0, found 0`,
    ],
    [
      'a point that is not finite',
      {
        ...good,
        shape: {
          ...good.shape,
          points: [
            [0, 1],
            [null, 2],
          ],
        },
      },
      `x of shape of annotation ${good.id}: expected a finite number, found null`,
    ],
    [
      'a point of three numbers',
      {
        ...good,
        shape: {
          ...good.shape,
          points: [
            [0, 1, 2],
            [3, 4],
          ],
        },
      },
      `point of shape of annotation ${good.id}: expected two numbers, found [0,1,2]`,
    ],
    [
      'a polygon without parts',
      { ...good, shape: { kind: 'polygon', parts: [] } },
      `shape of annotation ${good.id}: expected at least one part, found []`,
    ],
    [
      'a polygon of two points',
      {
        ...good,
        shape: {
          kind: 'polygon',
          parts: [
            [
              [0, 0],
              [1, 1],
            ],
          ],
        },
      },
      `points of shape of annotation ${good.id}: expected at least 3, found 2`,
    ],
    [
      'a brush without runs',
      { ...good, shape: { kind: 'brush' } },
      `counts of shape of annotation ${good.id}: expected a run-length string, found nothing`,
    ],
    [
      'a brush with an illegal string',
      { ...good, shape: { kind: 'brush', counts: 'P' } },
      'run-length string is not legal at character 1',
    ],
  ])('refuses %s', (_, value, message) => {
    expect(() => validateAnnotation(value)).toThrow(expect.objectContaining({ tag: 'BadRequest', message }));
  });
});

describe('validateDiff', () => {
  it('answers a legal diff', () => {
    const diff = { added: [good], updated: [[good, { ...good, note: 'x' }]], removed: [] };
    expect(validateDiff(diff)).toEqual(diff);
  });

  it.each([
    ['no list of removed', { added: [], updated: [] }, 'diff.removed: expected a list, found nothing'],
    [
      'a pair of three',
      { added: [], removed: [], updated: [[good, good, good]] },
      /^entry of diff.updated: expected a pair/,
    ],
    [
      'two ids in a pair',
      { added: [], removed: [], updated: [[good, { ...good, id: 'b' }]] },
      `entry of diff.updated: expected the same id ${good.id} before and after, found b`,
    ],
  ])('refuses %s', (_, value, message) => {
    expect(() => validateDiff(value)).toThrow(message);
    expect(() => validateDiff(value)).toThrow(expect.objectContaining({ tag: 'BadRequest' }));
  });
});

describe('validateClasses', () => {
  const thin = { id: 1, name: 'thin', color: '#f0e442', key: 4 };
  it.each([
    [[{ ...thin, name: '' }], 'class name "" is not legal: 1 to 60 characters, no / \\ : * ? " < > |'],
    [[{ ...thin, name: 'a/b' }], 'class name "a/b" is not legal: 1 to 60 characters, no / \\ : * ? " < > |'],
    [[{ ...thin, name: '..' }], 'class name ".." is not legal: 1 to 60 characters, no / \\ : * ? " < > |'],
    [[{ ...thin, color: 'red' }], 'colour red of class thin is not #rrggbb'],
    [[{ ...thin, key: 10 }], 'key 10 of class thin is not 1 to 9'],
    [[thin, { ...thin, id: 2, key: null }], 'two classes are named thin'],
    [[thin, { ...thin, id: 2, name: 'pole' }], 'two classes have the key 4'],
  ])('refuses %j', (classes, message) => {
    expect(() => validateClasses(classes)).toThrow(expect.objectContaining({ tag: 'BadRequest', message }));
  });
});
