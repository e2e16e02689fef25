import { describe, expect, it } from 'vitest';
import { readPointPairs } from './readPointPairs.ts';

const pair = { point1: [3, 7], point2: [0, 2], closer_point: 'point1' };
const read = (document: unknown, picture: string | null = null) =>
  readPointPairs(document, { file: 'annotations.json', picture });

describe('readPointPairs', () => {
  it('turns row and column round, and finds a picture by the end of its name', () => {
    const document = { 'indoor/a.jpg': [pair], 'outdoor/b.jpg': [{ ...pair, closer_point: 'point2' }] };
    expect(read({ 'indoor/a.jpg': [pair] })).toEqual([{ first: [7, 3], second: [2, 0], nearer: 'first' }]);
    expect(read(document, 'b.jpg')[0]!.nearer).toBe('second');
  });

  it('asks which picture is meant, and names some', () => {
    const document = { 'indoor/a.jpg': [], 'outdoor/a.jpg': [] };
    expect(() => read(document)).toThrow(
      'annotations.json has point pairs of 2 pictures (indoor/a.jpg, outdoor/a.jpg); says not which',
    );
    expect(() => read(document, 'a.jpg')).toThrow(/a\.jpg is 2 of them$/);
  });

  it.each([
    [[], /the document must be an object .*, found \[\]/],
    [{ a: 3 }, /a must be a list of point pairs, found 3/],
    [
      { a: [{ ...pair, point2: [1, -1] }] },
      /a\[0\]\.point2 must be \[row, column\] in whole pixels, found \[1,-1\]/,
    ],
    [
      { a: [{ ...pair, closer_point: 'left' }] },
      /a\[0\]\.closer_point must be point1 or point2, found "left"/,
    ],
  ])('refuses %j', (document, message) => {
    expect(() => read(document)).toThrow(message);
  });
});
