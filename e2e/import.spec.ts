import { cpSync, existsSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { expect, test } from './launchStudio.ts';
import { cursorCell, jobsAreDone, picture, pointAt } from './paneActions.ts';
import type { Page } from '@playwright/test';

test.use({ serverArgs: [], refusals: [422] });

async function openImportDialog(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Import dataset/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'Import dataset' })).toBeVisible();
}

/** Walks the studio's own picker from a root down to the folder. */
async function goTo(page: Page, root: string, folders: readonly string[]): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Root' }).selectOption(root);
  for (const folder of folders) {
    await dialog
      .getByRole('list', { name: 'Entries of the folder' })
      .getByRole('button', { name: new RegExp(`^${folder.replaceAll('.', '\\.')}( |$)`) })
      .click();
  }
}

test('without a project says what to do', async ({ studio: { page } }) => {
  await expect(page.getByRole('button', { name: /^Open project/ }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import dataset/ }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /sample/ }).first()).toBeVisible();
});

test('imports a real KITTI frame, matches it, and reads its values', async ({ studio: { page, folder } }) => {
  test.skip(!hasSharedData, 'the shared samples are not here');
  cpSync(join(sharedData, 'stereo/kitti2015'), join(folder, 'kitti2015'), { recursive: true });
  await openImportDialog(page);
  await goTo(page, folder, ['kitti2015']);
  const dialog = page.getByRole('dialog');
  const project = join(folder, 'kitti2015.fathom');
  await expect(dialog.getByRole('textbox', { name: 'Project file' })).toHaveValue(project);
  await dialog.getByRole('button', { name: /^Import 1 item/ }).click();
  await expect(page.getByRole('option', { name: 'training/000000_10' })).toBeVisible();
  expect(existsSync(project)).toBe(true);

  await page.getByRole('tab', { name: 'Run' }).click();
  await page
    .getByRole('button', { name: /^Run SGBM/ })
    .last()
    .click();
  await expect(page.getByRole('region', { name: 'Prediction' }).getByText(/71\.8 % valid/)).toBeVisible({
    timeout: 120_000,
  });
  await jobsAreDone(page);

  // At 1:1, ground truth pixel (596, 295) is 9991 / 256 = 39.03 px by OpenCV's reading of the PNG.
  await page.keyboard.press('Control+0');
  await pointAt(page, 'Ground truth', 596, 295);
  await expect(cursorCell(page, 'x, y')).toHaveText(/596\D+295/);
  await expect(cursorCell(page, 'Ground truth')).toHaveText(/39\.03 px/);
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await expect(page.getByText(/no calibration was found/i).first()).toBeVisible();

  // With a calibration the same pixel has metres: 721.5377 px · 0.5327 m / 39.027 px = 9.849 m.
  await page.getByRole('button', { name: 'Give calibration…' }).first().click();
  await dialog.getByRole('textbox', { name: /^Focal length/ }).fill('721.5377');
  await dialog.getByRole('textbox', { name: /^Baseline/ }).fill('0.5327');
  await dialog.getByRole('textbox', { name: /^Baseline/ }).press('Tab');
  await dialog.getByRole('button', { name: /^(Use|Save)/ }).click();
  await expect(dialog).toHaveCount(0);
  await jobsAreDone(page);
  await expect(picture(page, 'Point cloud')).toBeVisible();
  await pointAt(page, 'Ground truth', 596, 295);
  await expect(cursorCell(page, 'Ground truth')).toHaveText(/9\.849 m/);
});

test('keeps the good items of a dataset with damaged files and says what is wrong', async ({
  studio: { page, folder },
}) => {
  const source = resolve(import.meta.dirname, '../resources/examples/roadside-and-table');
  const data = join(folder, 'damaged');
  cpSync(source, data, { recursive: true });
  truncateSync(join(data, 'left/street-noon.png'), 5000);
  writeFileSync(join(data, 'disparity/shop-window.npz'), 'not a zip');
  await openImportDialog(page);
  await goTo(page, folder, ['damaged']);
  await expect(page.getByRole('textbox', { name: 'Project file' })).toHaveValue(
    join(folder, 'damaged.fathom'),
  );
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Import \d+ items/ })
    .click();
  await expect(page.getByRole('option', { name: 'table-glass' })).toBeVisible();
  await jobsAreDone(page);
  await expect(page.getByRole('option', { name: 'street-noon' })).toHaveCount(0);
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await expect(page.getByText(/left\/street-noon\.png/).first()).toBeVisible();
  await expect(page.getByText(/disparity\/shop-window\.npz/).first()).toBeVisible();
});

test('refuses a project file that is none, where it was chosen', async ({ studio: { page, folder } }) => {
  writeFileSync(join(folder, 'broken.fathom'), 'no database at all');
  await page
    .getByRole('button', { name: /^Open project/ })
    .first()
    .click();
  await goTo(page, folder, ['broken.fathom']);
  await page.getByRole('dialog').getByRole('button', { name: 'Open project' }).click();
  await expect(
    page.getByRole('dialog').getByText(/no Fathom project|not a Fathom project|is no/),
  ).toBeVisible();
});
