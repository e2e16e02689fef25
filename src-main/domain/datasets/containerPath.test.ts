import { expect, it } from 'vitest';
import { containerPath } from './containerPath.ts';

it.each([
  ['data/nyu.mat:images[3]', 'data/nyu.mat', 'images[3]'],
  ['x.NPZ:disp', 'x.NPZ', 'disp'],
  ['data/a.mat:data.depth', 'data/a.mat', 'data.depth'],
  ['plain.png', 'plain.png', null],
  ['odd:name.png', 'odd:name.png', null],
  ['C:\\data\\x.mat', 'C:\\data\\x.mat', null],
])('reads %s as a file and an array', (path, file, key) => {
  expect(containerPath(path)).toEqual({ file, key });
});
