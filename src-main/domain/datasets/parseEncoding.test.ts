import { describe, expect, it } from 'vitest';
import { namedEncodings } from './encodings.ts';
import { formatEncoding, parseEncoding } from './parseEncoding.ts';

describe('parseEncoding', () => {
  it('knows every encoding by its name, and writes the name back', () => {
    for (const [name, encoding] of namedEncodings) {
      expect(parseEncoding(name)).toEqual(encoding);
      expect(formatEncoding(encoding)).toBe(name);
    }
  });

  it('reads one that is spelled out', () => {
    expect(parseEncoding('quantity=disparity,scale=1/256,invalid=0')).toEqual({
      name: 'custom',
      quantity: 'disparity:px',
      scale: 1 / 256,
      offset: 0,
      invalid: [0],
    });
    expect(parseEncoding('quantity=depth, scale=0.01, offset=-1/3, invalid=0|65535|inf, ray-fov=60')).toEqual(
      {
        name: 'custom',
        quantity: 'depth:m',
        scale: 0.01,
        offset: -1 / 3,
        invalid: [0, 65535],
        rayFovDeg: 60,
      },
    );
  });

  it.each([
    'quantity=disparity,scale=1/256,invalid=0',
    'quantity=depth,scale=1/1000,offset=1/4,invalid=0|65535',
    'quantity=relative-inverse-depth,scale=-1',
    'quantity=inverse-depth,scale=2.5,ray-fov=60',
  ])('writes %s back as it was given', (text) => {
    expect(formatEncoding(parseEncoding(text))).toBe(text);
  });

  it.each([
    ['kiti', 'no encoding is named kiti; there are kitti-disparity, '],
    ['scale=2', 'quantity must be one of disparity, depth, '],
    ['quantity=height', 'quantity must be one of '],
    ['quantity=depth,scale=0', 'scale must not be 0'],
    ['quantity=depth,scale=1/0', '1/0 is no number'],
    ['quantity=depth,scale=1/2/3', '1/2/3 is no number'],
    ['quantity=depth,scale=', ' is no number'],
    ['quantity=depth,invalid=none', 'none is no number'],
    ['quantity=depth,colour=red', 'colour=red is not KEY=VALUE with one of the keys quantity, '],
    ['quantity=depth,ray-fov=180', 'ray-fov must lie between 0 and 180 degrees'],
  ])('refuses %j', (text, message) => {
    expect(() => parseEncoding(text)).toThrow(
      expect.objectContaining({ tag: 'InvalidOption', message: expect.stringContaining(message) as string }),
    );
  });
});
