import { expect, it } from 'vitest';
import { recogniseLayout } from '../recogniseLayout.ts';

it('finds pairs that are told apart by a word in their names, with the calibration beside them', () => {
  const paths = [
    'left01.jpg',
    'right01.jpg',
    'left02.jpg',
    'right02.jpg',
    'intrinsics.yml',
    'extrinsics.yml',
  ];
  const { layout, items, problems } = recogniseLayout({ rootName: 'chess', paths }, 'auto');
  expect(layout).toBe('named-pairs');
  expect(items).toMatchObject([
    { name: '01', left: 'left01.jpg', right: 'right01.jpg', calibration: { path: 'intrinsics.yml' } },
    { name: '02', left: 'left02.jpg', right: 'right02.jpg', groundTruth: [] },
  ]);
  expect(problems).toEqual([]);
});

it('takes the word wherever it stands, and the folder’s name where nothing else is left', () => {
  const paths = ['a/left-street.png', 'a/right-street.png', 'b/Left.png', 'b/Right.png'];
  const { items } = recogniseLayout({ rootName: 'set', paths }, 'auto');
  expect(items.map(({ name }) => name)).toEqual(['a/street', 'b']);
});

it('tells of pictures without a partner as of any that belong to no item', () => {
  const paths = ['left1.png', 'right1.png', 'left2.png'];
  const { items, problems } = recogniseLayout({ rootName: 'set', paths }, 'named-pairs');
  expect(items).toHaveLength(1);
  expect(problems).toMatchObject([{ tag: 'LayoutUnknown', file: '.', fields: { found: 1 } }]);
});
