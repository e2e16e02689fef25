import { describe, expect, it } from 'vitest';
import { cropRectangle, formatCrop, parseCrops } from './crops.ts';

/** rows and columns, from inclusive, to exclusive */
function boundsOf(crops: string, width: number, height: number) {
  const { x, y, width: w, height: h } = cropRectangle(parseCrops(crops), width, height);
  return [y, y + h, x, x + w];
}

describe('crops', () => {
  it.each([
    ['garg', 1242, 375, [153, 371, 44, 1197]],
    ['garg', 1216, 352, [143, 349, 43, 1172]],
    ['eigen', 1242, 375, [124, 342, 44, 1197]],
    ['eigen', 1216, 352, [117, 321, 43, 1172]],
    ['kb', 1242, 375, [23, 375, 13, 1229]],
    ['nyu', 640, 480, [45, 471, 41, 601]],
    ['kb+garg', 1242, 375, [23 + 143, 23 + 349, 13 + 43, 13 + 1172]],
    ['10,20,30,40', 100, 100, [20, 60, 10, 40]],
    ['none', 9, 7, [0, 7, 0, 9]],
  ])('%s leaves the published rows and columns of %i×%i', (crops, width, height, expected) => {
    expect(boundsOf(crops, width, height)).toEqual(expected);
  });

  it('are written as they are read', () => {
    expect(parseCrops('kb+1,2,3,4').map(formatCrop)).toEqual(['kb', '1,2,3,4']);
  });

  it('refuse what does not fit, naming both', () => {
    expect(() => boundsOf('kb', 640, 480)).toThrow(
      expect.objectContaining({
        tag: 'InvalidOption',
        message: 'crop kb (columns -288–928, rows 128–480) does not fit into 640×480',
      }),
    );
    expect(() => boundsOf('5,5,10,10', 12, 20)).toThrow(/columns 5–15, rows 5–15\) does not fit into 12×20/);
  });

  it.each(['1,2,3', 'gargantuan', '1,2,3,0', '-1,0,3,3', '1.5,0,3,3'])('refuse the text %s', (text) => {
    expect(() => parseCrops(text)).toThrow(
      expect.objectContaining({
        message: `crop must be none, garg, eigen, kb, nyu or x,y,width,height in pixels, found ${text}`,
      }),
    );
  });
});
