import { expect, it } from 'vitest';
import { compareScopes, labelOfScope } from './scopeLabels.ts';

it('says every scope in words, in an order that is read easily', () => {
  const scopes = [
    ...['cause:thin-structure', 'zone:top', 'distance:10-30', 'distance:9-10', 'distance:30-'],
    ...['not-class:glass', 'class:wall', 'class:glass', 'all', 'cause:unexplained'],
  ];
  expect(scopes.toSorted(compareScopes).map(labelOfScope)).toEqual([
    ...[
      'everything',
      'inside glass',
      'outside glass',
      'inside wall',
      '9–10 m',
      '10–30 m',
      'beyond 30 m',
      'image top',
    ],
    ...['fails: Thin structure', 'fails: Unexplained'],
  ]);
});
