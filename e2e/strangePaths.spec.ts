import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { longFolder } from '#testing/strangeFolders.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import { expect, test } from './launchStudio.ts';
import { jobsAreDone } from './paneActions.ts';

test.use({ serverArgs: [] });

test('imports and matches a dataset whose path has spaces, Hangul, an emoji, # and %, and over 260 characters', async ({
  studio: { page, folder },
}) => {
  const root = join(await longFolder(folder), 'data 데이터 #2 100%');
  expect(root.length).toBeGreaterThan(260);
  await writeTinyDataset(root, 1, { width: 320, height: 96 });
  await page
    .getByRole('button', { name: /^Import dataset/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Import dataset' });
  await dialog.getByRole('combobox', { name: 'Root' }).selectOption(folder);
  const entries = dialog.getByRole('list', { name: 'Entries of the folder' });
  for (const name of relative(folder, root).split(sep)) {
    await entries.getByRole('button').filter({ hasText: name }).click();
  }
  await expect(dialog.getByRole('textbox', { name: 'Project file' })).toHaveValue(`${root}.fathom`);
  await dialog.getByRole('button', { name: /^Import 1 item/ }).click();
  await expect(page.getByRole('option', { name: 'scene-1' })).toBeVisible();
  expect(existsSync(`${root}.fathom`)).toBe(true);

  await page.getByRole('tab', { name: 'Run' }).click();
  await page
    .getByRole('button', { name: /^Run SGBM/ })
    .last()
    .click();
  await expect(page.getByRole('region', { name: 'Prediction' }).getByText(/[1-9]\d\.\d % valid/)).toBeVisible(
    {
      timeout: 120_000,
    },
  );
  await jobsAreDone(page);
  await page.reload();
  await expect(page.getByRole('option', { name: 'scene-1' })).toBeVisible();
});
