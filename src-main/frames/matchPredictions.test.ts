import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '#testing/folderWith.ts';
import { matchPredictions } from './matchPredictions.ts';

/** Only names count, so the files are empty. */
async function matching(files: readonly string[], items: readonly string[]) {
  const folder = await folderWith(Object.fromEntries(files.map((file) => [file, ''])));
  const { matched, ...rest } = await matchPredictions(folder, items);
  return { ...rest, matched: matched.map(({ item, path }) => [item, path.slice(folder.length + 1)]) };
}

describe('matchPredictions', () => {
  it('matches by the last part of the item name, and lists what is left on both sides', async () => {
    expect(
      await matching(
        ['000000_10.png', '000002_10.png', 'notes.txt'],
        ['training/000000_10', 'training/000001_10'],
      ),
    ).toEqual({
      matched: [['training/000000_10', '000000_10.png']],
      missing: ['training/000001_10'],
      unmatched: ['000002_10.png'],
      ambiguous: [],
    });
  });

  it('matches by the whole name where the last part is not unique', async () => {
    const items = ['TRAIN/A/0000/0006', 'TRAIN/B/0000/0006'];
    expect((await matching(['TRAIN/A/0000/0006.pfm', 'TRAIN_B_0000_0006.npy'], items)).matched).toEqual([
      [items[0], 'TRAIN/A/0000/0006.pfm'],
      [items[1], 'TRAIN_B_0000_0006.npy'],
    ]);
    expect(await matching(['0006.pfm'], items)).toMatchObject({ missing: items, unmatched: ['0006.pfm'] });
  });

  it('matches the only map in a folder of the item’s name', async () => {
    expect(
      await matching(['Motorcycle/disp0SGBM.pfm', 'Piano/a.pfm', 'Piano/b.pfm'], ['Motorcycle', 'Piano']),
    ).toEqual({
      matched: [['Motorcycle', 'Motorcycle/disp0SGBM.pfm']],
      missing: [],
      unmatched: [],
      ambiguous: [{ item: 'Piano', files: ['Piano/a.pfm', 'Piano/b.pfm'] }],
    });
  });

  it('accepts the usual suffixes', async () => {
    expect((await matching(['a_disp.npy', 'b-pred.png'], ['x/a', 'b'])).matched).toEqual([
      ['x/a', 'a_disp.npy'],
      ['b', 'b-pred.png'],
    ]);
  });

  it('prefers an exact name to one with a suffix', async () => {
    expect(await matching(['a.pfm', 'a_left.pfm'], ['a'])).toMatchObject({
      matched: [['a', 'a.pfm']],
      unmatched: ['a_left.pfm'],
    });
  });

  it('takes a PNG beside a float map of the same name for its preview', async () => {
    expect(await matching(['a.png', 'a.pfm'], ['a'])).toEqual({
      matched: [['a', 'a.pfm']],
      missing: [],
      unmatched: [],
      ambiguous: [],
    });
  });

  it('reports two float maps of one item as ambiguous', async () => {
    expect(await matching(['run1/a.pfm', 'run2/a.pfm'], ['a'])).toMatchObject({
      matched: [],
      ambiguous: [{ item: 'a', files: ['run1/a.pfm', 'run2/a.pfm'] }],
    });
  });

  it('refuses a folder that is not there', async () => {
    await expect(matchPredictions(join(await folderWith({}), 'none'), ['a'])).rejects.toMatchObject({
      tag: 'FileMissing',
    });
  });
});
