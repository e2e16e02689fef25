import { describe, expect, it } from 'vitest';
import { encodingNamed } from './encodings.ts';
import { parseGivenEncodings } from './givenEncodings.ts';

describe('parseGivenEncodings', () => {
  it('reads one for all, and one per layer', () => {
    expect(parseGivenEncodings(null)).toEqual({ all: null, byLayer: new Map() });
    expect(parseGivenEncodings('tum')).toEqual({ all: encodingNamed('tum'), byLayer: new Map() });
    const { all, byLayer } = parseGivenEncodings(
      'metres; depth:tum; kitti-2015/disparity:quantity=disparity,scale=1/16,invalid=0|1',
    );
    expect(all?.name).toBe('metres');
    expect(byLayer.get('depth')).toEqual(encodingNamed('tum'));
    expect(byLayer.get('kitti-2015/disparity')).toMatchObject({ scale: 1 / 16, invalid: [0, 1] });
  });

  it('refuses what is none', () => {
    expect(() => parseGivenEncodings('depth:nonsense')).toThrow(/no encoding is named nonsense/);
  });
});
