import { expect, it } from 'vitest';
import { queryOf } from './request.ts';
import { reconnectDelayMs } from './reconnectDelayMs.ts';

it('writes only the values that are set into a query', () => {
  expect(queryOf({ offset: 0, filter: '', run: null, sort: 'd1 All', descending: false })).toBe(
    '?offset=0&sort=d1+All&descending=false',
  );
  expect(queryOf({ run: null })).toBe('');
});

it('waits longer after each failed connection, up to ten seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 9].map(reconnectDelayMs)).toEqual([500, 1000, 2000, 4000, 8000, 10000, 10000]);
});
