import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './launchStudio.ts';
import { jobsAreDone } from './paneActions.ts';

test.use({ serverArgs: [], refusals: [404, 422] });

const sample = resolve(import.meta.dirname, '../resources/examples/roadside-and-table');

/** Imports a copy of the sample's data and matches it. */
async function importAndRun(page: Page, folder: string): Promise<string> {
  const data = join(folder, 'scenes');
  cpSync(sample, data, { recursive: true });
  const output = join(folder, 'scenes.fathom');
  await post(page, 'project/import', { root: data, output, layout: 'auto', groundTruthEncoding: null });
  await expect(page.getByRole('option', { name: 'table-glass' })).toBeVisible();
  await jobsAreDone(page);
  await post(page, 'runs', { method: 'sgbm:numDisparities=64', itemIds: null });
  await jobsAreDone(page);
  await expect(page.getByRole('option', { name: 'table-glass' }).getByText(/SSIM 0\.\d/)).toBeVisible({
    timeout: 120_000,
  });
  return data;
}

async function post(page: Page, path: string, body: object): Promise<unknown> {
  return await page.evaluate(
    async ([address, text]) => {
      const headers = { 'content-type': 'application/json' };
      return (await (await fetch(address!, { method: 'POST', headers, body: text! })).json()) as unknown;
    },
    [`/api/${path}`, JSON.stringify(body)],
  );
}

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+p');
  await page.locator('.palette-input').fill(title);
  await page.keyboard.press('Enter');
}

function items(page: Page) {
  return page.getByRole('region', { name: 'Items' });
}

test('tags, filters, stale results, a moved folder and a bundle', async ({ studio: { page, folder } }) => {
  const data = await importAndRun(page, folder);
  const options = page.getByRole('listbox', { name: 'Items' }).getByRole('option');
  await expect(options).toHaveCount(6);

  await test.step('a tag is given, undone and given again', async () => {
    await page.getByRole('option', { name: 'table-glass' }).click();
    await page.getByRole('button', { name: 'Tags, split and note…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Tags, split and note' });
    await dialog.getByRole('combobox', { name: 'New tag' }).fill('hard');
    await dialog.getByRole('button', { name: 'Add tag' }).click();
    await expect(dialog.getByRole('list', { name: 'Tags' }).getByText('hard')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByRole('option', { name: 'table-glass' }).getByText('hard')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('option', { name: 'table-glass' }).getByText('hard')).toHaveCount(0);
    await page.keyboard.press('Control+Shift+z');
    await expect(page.getByRole('option', { name: 'table-glass' }).getByText('hard')).toBeVisible();
  });

  await test.step('a filter is kept under a name', async () => {
    await items(page).getByRole('button', { name: 'Filter' }).click();
    await items(page).getByRole('combobox', { name: 'Tag' }).selectOption('hard');
    await expect(options).toHaveCount(1);
    await items(page).getByRole('textbox', { name: 'Name of this filter' }).fill('the hard ones');
    await items(page).getByRole('button', { name: 'Save' }).click();
    await items(page).getByRole('button', { name: 'Clear the filter' }).click();
    await expect(options).toHaveCount(6);
    await items(page).getByRole('combobox', { name: 'Saved filter' }).selectOption('the hard ones');
    await expect(options).toHaveCount(1);
    await items(page).getByRole('button', { name: 'Clear the filter' }).click();
  });

  await test.step('items are sorted by a metric, the worst first', async () => {
    await items(page).getByRole('combobox', { name: 'Sort by' }).selectOption('ssim');
    const values = () =>
      options.evaluateAll((rows) => rows.map((row) => Number(/SSIM (0\.\d+)/.exec(row.textContent)?.[1])));
    await expect
      .poll(async () => {
        const ssim = await values();
        return ssim.length === 6 && ssim.every((value, i) => i === 0 || value >= ssim[i - 1]!);
      })
      .toBe(true);
    await items(page).getByRole('combobox', { name: 'Sort by' }).selectOption('name');
  });

  await test.step('a picture that changes makes its result stale', async () => {
    const file = join(data, 'left/asteroid.png');
    const before = readFileSync(file);
    writeFileSync(file, readFileSync(join(data, 'right/asteroid.png')));
    const row = page.getByRole('option', { name: 'asteroid' });
    await expect(row.getByText('stale: image changed')).toBeVisible();
    writeFileSync(file, before);
    await expect(row.getByText('stale: image changed')).toHaveCount(0);
  });

  await test.step('a folder that moved is located', async () => {
    const there = join(folder, 'moved');
    renameSync(data, there);
    await post(page, 'project/close', {});
    await post(page, 'project/open', { path: join(folder, 'scenes.fathom') });
    await items(page).getByRole('button', { name: 'Locate…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Folders of the project' });
    await dialog.getByRole('button', { name: 'Locate…' }).click();
    await dialog.getByRole('combobox', { name: 'Root' }).selectOption(folder);
    await dialog
      .getByRole('list', { name: 'Entries of the folder' })
      .getByRole('button', { name: /^moved/ })
      .click();
    await expect(dialog.getByText(`Where the folder is now: ${there}`)).toBeVisible();
    await dialog.getByRole('button', { name: 'It is here now' }).click();
    await expect(dialog.getByText(/of \d+ files looked for are there/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(items(page).getByText('file missing')).toHaveCount(0);
  });

  await test.step('a bundle of the hard ones opens elsewhere', async () => {
    await items(page).getByRole('button', { name: 'Filter' }).click();
    await items(page).getByRole('combobox', { name: 'Saved filter' }).selectOption('the hard ones');
    await expect(options).toHaveCount(1);
    await runCommand(page, 'Bundle for another machine');
    const dialog = page.getByRole('dialog', { name: 'Bundle for another machine' });
    await expect(dialog.getByText(/5 files, /)).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Name of the zip' }).fill('hard ones');
    await dialog.getByRole('button', { name: 'Write bundle' }).click();
    await expect(dialog.getByText('Written. Open it')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();

    await post(page, 'project/close', {});
    await page.getByRole('button', { name: 'Open bundle…' }).click();
    const opening = page.getByRole('dialog', { name: 'Open a bundle' });
    await opening.getByRole('combobox', { name: 'Root' }).selectOption(folder);
    await opening.getByRole('button', { name: /^hard ones\.zip/ }).click();
    await opening.getByRole('textbox', { name: 'Unpack into' }).fill(join(folder, 'elsewhere'));
    await opening.getByRole('button', { name: 'Unpack and open' }).click();
    await expect(opening).toBeHidden();
    await expect(options).toHaveCount(1);
    await expect(options.first()).toContainText(/SSIM 0\.\d/);
  });
});
