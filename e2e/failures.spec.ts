import { cpSync, truncateSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './launchStudio.ts';
import { jobsAreDone } from './paneActions.ts';

test.use({ serverArgs: [], refusals: [422] });

test('a run that fails on an item leads to it and says why', async ({ studio: { page, folder } }) => {
  const data = join(folder, 'street');
  cpSync(resolve(import.meta.dirname, '../resources/examples/roadside-and-table'), data, { recursive: true });
  await page
    .getByRole('button', { name: /^Import dataset/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Root' }).selectOption(folder);
  await dialog.getByRole('button', { name: /^street/ }).click();
  await expect(dialog.getByRole('textbox', { name: 'Project file' })).toHaveValue(`${data}.fathom`);
  await dialog.getByRole('button', { name: /^Import \d+ items/ }).click();
  const items = page.getByRole('listbox', { name: 'Items' }).getByRole('option');
  await expect(items).toHaveCount(6);
  await jobsAreDone(page);

  truncateSync(join(data, 'right/street-noon.png'), 5000);
  await page.getByRole('tab', { name: 'Run' }).click();
  await page
    .getByRole('button', { name: /^Run SGBM/ })
    .last()
    .click();
  await expect(page.getByRole('contentinfo').getByText('1 failed')).toBeVisible({ timeout: 120_000 });

  await page.getByRole('button', { name: 'Jobs' }).click();
  await dialog.getByRole('button', { name: 'Show failed items' }).click();
  await expect(items).toHaveCount(1);
  await expect(items.first()).toHaveAccessibleName('street-noon');
  await expect(
    page.getByRole('region', { name: 'Prediction' }).getByText(/the PNG is cut off/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(items).toHaveCount(6);
});
