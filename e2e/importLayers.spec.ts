import { unzipSync } from 'fflate';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fixtureBytes } from '#testing/fixture.ts';
import { expect, test } from './launchStudio.ts';
import { jobsAreDone } from './paneActions.ts';
import type { Locator, Page } from '@playwright/test';

test.use({ serverArgs: [], refusals: [422] });

/** A layout's tree as the tests have it, under other names where they are given. */
function unpack(
  name: string,
  folder: string,
  rename: (path: string) => string | null = (path) => path,
): void {
  for (const [path, content] of Object.entries(unzipSync(fixtureBytes(`layouts/${name}.zip`)))) {
    const renamed = rename(path);
    if (renamed === null) continue;
    mkdirSync(dirname(join(folder, renamed)), { recursive: true });
    writeFileSync(join(folder, renamed), content);
  }
}

async function openImport(page: Page, root: string, folder: string): Promise<Locator> {
  await page
    .getByRole('button', { name: /^Import dataset/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Import dataset' });
  await dialog.getByRole('combobox', { name: 'Root' }).selectOption(root);
  await dialog
    .getByRole('list', { name: 'Entries of the folder' })
    .getByRole('button', { name: new RegExp(`^${folder}( |$)`) })
    .click();
  return dialog;
}

test('shows the layout that was found, what its numbers mean and why', async ({
  studio: { page, folder },
}) => {
  unpack('transcg', join(folder, 'glass'));
  const dialog = await openImport(page, folder, 'glass');
  const first = dialog.getByRole('region', { name: 'Ground truth transcg/depth' });
  await expect(first.getByText('0.903 to 2.625 m, median 1.764 m')).toBeVisible();
  await expect(first.getByText(/^millimetres: TransCG keeps its depth so/)).toBeVisible();
  await expect(first.getByRole('img', { name: 'First map of transcg/depth' })).toBeVisible();
  await expect(dialog.getByText('training 2, test 2')).toBeVisible();
  await expect(dialog.getByText('transparent', { exact: true })).toBeVisible();
  await dialog.getByText('What is known of TransCG').click();
  await expect(dialog.getByText(/depth m = v\/4000/)).toBeVisible();
});

test('asks where two readings are plausible, and imports as the user says', async ({
  studio: { page, folder },
}) => {
  const names: Readonly<Record<string, string>> = { jpg: 'rgb/sofa.jpg', png: 'depth/sofa.png' };
  unpack('nyu-folders', join(folder, 'unknown'), (path) =>
    path.startsWith('sync/') ? (names[path.slice(-3)] ?? null) : null,
  );
  const dialog = await openImport(page, folder, 'unknown');
  const layer = dialog.getByRole('region', { name: 'Ground truth parallel-folders/depth' });
  await expect(layer.getByText(/what its 16-bit values mean .* must be said/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Import/ }).last()).toBeDisabled();
  const readings = layer.getByRole('list', { name: 'Plausible readings' });
  await expect(readings.getByText(/0\.903 to 3\.201 m/)).toBeVisible();
  await readings.getByRole('button', { name: 'tum' }).click();
  await expect(layer.getByText('tum: as given')).toBeVisible();
  await layer.getByRole('combobox', { name: 'Its numbers mean' }).selectOption('spelled-out');
  const own = layer.getByRole('textbox', { name: 'Spelled out' });
  await own.fill('quantity=depth,scale=1/500,invalid=0');
  await own.press('Tab');
  await expect(layer.getByText('1.806 to 6.402 m, median 4.104 m')).toBeVisible();
  await dialog.getByRole('button', { name: /^Import 1 item/ }).click();
  await expect(page.getByRole('option', { name: 'sofa' })).toBeVisible();
  await jobsAreDone(page);

  // Stored are 903 to 3201; colours span the middle 96 % of them, read as 1/500 m.
  await expect(page.getByRole('region', { name: 'Ground truth', exact: true })).toContainText(
    'depth, m · 99.9 % valid',
  );
  await expect(page.getByRole('button', { name: /1\.848 … 6\.360 m/ })).toBeVisible();
});
