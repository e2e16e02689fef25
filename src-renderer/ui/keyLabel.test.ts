import { expect, it } from 'vitest';
import { keyLabel } from './keyLabel.ts';

it.each([
  ['$mod+Shift+p', 'Ctrl+Shift+P', '⌘⇧P'],
  ['Shift+?', '?', '?'],
  ['ArrowLeft', '←', '←'],
  ['+', '+', '+'],
  ['-', '−', '−'],
  ['F1', 'F1', 'F1'],
  ['Digit3', '3', '3'],
])('writes %s as %s, on a Mac as %s', (key, usual, mac) => {
  expect(keyLabel(key, false)).toBe(usual);
  expect(keyLabel(key, true)).toBe(mac);
});
