import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { writeOutput } from './writeOutput.ts';

describe('writeOutput', () => {
  it('makes the folders of the file', async () => {
    const file = join(await temporaryFolder(), 'a/b/report.csv');
    await writeOutput(file, 'x');
    expect(await readFile(file, 'utf8')).toBe('x');
  });

  it('says what keeps the file from being written', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'report.html'));
    await writeFile(join(folder, 'notes'), '');
    for (const [name, found] of [
      ['report.html', 'it is a folder'],
      ['notes/report.html', 'a part of its path is a file'],
    ] as const) {
      const file = join(folder, name);
      await expect(writeOutput(file, '')).rejects.toMatchObject({
        tag: 'CannotWrite',
        message: `${file} cannot be written: ${found}`,
        fields: { file, found },
      });
    }
  });
});
