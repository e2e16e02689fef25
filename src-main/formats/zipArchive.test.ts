import { describe, expect, it } from 'vitest';
import { zipSync } from 'fflate';
import { fixtureBytes } from '#testing/fixture.ts';
import { readZipDirectory, unpackZipEntry } from './zipArchive.ts';

/** An archive of one small file, with its name put over it in both places. */
function archive(name: string, attributes?: { readonly os: number; readonly attrs: number }): Uint8Array {
  return zipSync({ [name]: [new Uint8Array([1, 2, 3]), { level: 0, ...attributes }] });
}

describe('readZipDirectory', () => {
  it.each([
    ['../up.npy'],
    ['a/../../up.npy'],
    ['a\\..\\up.npy'],
    ['/absolute.npy'],
    ['\\absolute.npy'],
    ['C:\\drive.npy'],
    ['c:drive.npy'],
  ])('refuses an archive with an entry that leads out of it: %s', (name) => {
    expect(() => readZipDirectory(archive(name), 'x.npz')).toThrow(
      expect.objectContaining({
        tag: 'PathRefused',
        message: `x.npz: the archive is refused: its entry ${name} leads out of its folder`,
      }),
    );
  });

  it('refuses an archive with a link', () => {
    const link = archive('depth.npy', { os: 3, attrs: (0o120777 << 16) >>> 0 });
    expect(() => readZipDirectory(link, 'x.npz')).toThrow(
      expect.objectContaining({
        tag: 'PathRefused',
        message: expect.stringContaining('is a link') as string,
      }),
    );
  });

  it.each([['..depth.npy'], ['a/b..c/d.npy'], ['깊이 #1 50%.npy'], ['depth🚗.npy']])(
    'reads a name that only looks so, or is not ASCII: %s',
    (name) => {
      const [entry] = readZipDirectory(archive(name), 'x.npz');
      expect(entry?.name).toBe(name);
      expect([...unpackZipEntry(archive(name), entry!, 'x.npz')]).toEqual([1, 2, 3]);
    },
  );

  it('refuses a name that is there twice', () => {
    const bytes = zipSync({ 'a.npy': new Uint8Array(3), 'b.npy': new Uint8Array(3) });
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = view.indexOf('b.npy'); at >= 0; at = view.indexOf('b.npy')) view.write('a.npy', at);
    expect(() => readZipDirectory(bytes, 'x.npz')).toThrow('a.npy is there twice');
  });

  it('refuses encryption and foreign compressions by name', () => {
    const bytes = fixtureBytes('maps/stored.npz');
    const directory = Buffer.from(bytes.buffer).indexOf('PK\x01\x02', 0, 'latin1');
    const encrypted = bytes.slice();
    encrypted[directory + 8]! |= 1;
    expect(() => readZipDirectory(encrypted, 'x.npz')).toThrow('arr_0.npy is encrypted');
    const foreign = bytes.slice();
    foreign[directory + 10] = 14;
    expect(() => readZipDirectory(foreign, 'x.npz')).toThrow('arr_0.npy is compressed by method 14');
  });
});
