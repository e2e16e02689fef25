import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { SettingsFile } from './SettingsFile.ts';

describe('SettingsFile', () => {
  it('starts empty and makes its folder at the first save', async () => {
    const file = join(await temporaryFolder(), 'new/settings.json');
    const settings = await SettingsFile.open(file);
    expect([settings.window, settings.recentProjects, settings.notices]).toEqual([{}, [], []]);
    await settings.saveWindow({ theme: 'dark' });
    expect((await SettingsFile.open(file)).window).toEqual({ theme: 'dark' });
  });

  it('keeps the last of many saves, and no temporary file', async () => {
    const folder = await temporaryFolder();
    const settings = await SettingsFile.open(join(folder, 'settings.json'));
    await Promise.all(Array.from({ length: 20 }, (_, i) => settings.saveWindow({ i })));
    expect(JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'))).toMatchObject({
      window: { i: 19 },
    });
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  it('keeps ten recent projects, the last one first, each once', async () => {
    const settings = await SettingsFile.open(join(await temporaryFolder(), 'settings.json'));
    for (let i = 0; i < 12; i++) await settings.remember({ path: `/p/${i}.fathom`, name: `${i}` });
    await settings.remember({ path: '/p/5.fathom', name: '5' });
    expect(settings.recentProjects.map(({ name }) => name)).toEqual([
      '5',
      '11',
      '10',
      '9',
      '8',
      '7',
      '6',
      '4',
      '3',
      '2',
    ]);
  });

  it.each([
    ['text that is not JSON', '{"window":'],
    ['JSON of another form', '[1, 2]'],
    ['a wrong list of projects', '{"window":{},"recentProjects":[{"path":1}]}'],
  ])('moves %s aside and says so', async (_title, content) => {
    const folder = await temporaryFolder();
    const file = join(folder, 'settings.json');
    await writeFile(file, content);
    const settings = await SettingsFile.open(file);
    expect(settings.window).toEqual({});
    expect(settings.notices[0]).toContain(`kept as ${file}.bad`);
    expect(await readdir(folder)).toEqual(['settings.json.bad']);
    expect(await readFile(`${file}.bad`, 'utf8')).toBe(content);
  });
});
