import { expect, it } from 'vitest';
import { pagesCovering } from './pagesCovering.ts';

it('names every page that holds a visible row', () => {
  expect(pagesCovering(95, 205, 1000, 100)).toEqual([0, 1, 2]);
});

it('stays within the rows that exist', () => {
  expect(pagesCovering(-20, 5000, 250, 100)).toEqual([0, 1, 2]);
});

it('reads the first page of an empty list, so that its length becomes known', () => {
  expect(pagesCovering(0, 0, 0, 100)).toEqual([0]);
});
