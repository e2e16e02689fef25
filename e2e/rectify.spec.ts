import { cpSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { expect, test } from './launchStudio.ts';
import { jobsAreDone, pointAt } from './paneActions.ts';

test.use({ serverArgs: [] });

const fixtures = resolve(import.meta.dirname, '../src-main/testing/fixtures/rectification');

test('rectifies chessboard pairs by the calibration beside them, and shows that their rows correspond', async ({
  studio: { page, folder },
}) => {
  test.skip(!hasSharedData, 'the shared samples are not here');
  const root = join(folder, 'chess');
  mkdirSync(root);
  for (const name of ['left01.jpg', 'right01.jpg', 'left02.jpg', 'right02.jpg']) {
    cpSync(join(sharedData, 'calib/opencv', name), join(root, name));
  }
  for (const name of ['intrinsics.yml', 'extrinsics.yml']) cpSync(join(fixtures, name), join(root, name));

  await page
    .getByRole('button', { name: /^Import dataset/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Root' }).selectOption(folder);
  await dialog
    .getByRole('list', { name: 'Entries of the folder' })
    .getByRole('button', { name: /^chess/ })
    .click();
  await dialog.getByRole('button', { name: /^Import 2 items/ }).click();
  await jobsAreDone(page);
  await expect(page.getByRole('option', { name: /^01/ })).toBeVisible();

  const left = page.getByRole('region', { name: 'Left image' });
  await expect(left.getByText('rectified')).toBeVisible();
  await page.getByRole('button', { name: /^Panes/ }).click();
  await page.getByRole('checkbox', { name: /^Right image/ }).check();
  await page.keyboard.press('Escape');
  const right = page.getByRole('region', { name: 'Right image' });
  await expect(right.getByText('rectified')).toBeVisible();
  await expect(right.getByText(/^rows ±0\.\d\d px$/)).toBeVisible();

  await page.getByRole('tab', { name: 'Run' }).click();
  await page
    .getByRole('button', { name: /^Run SGBM/ })
    .last()
    .click();
  await expect(page.getByRole('region', { name: 'Prediction' }).getByText(/% valid/)).toBeVisible({
    timeout: 120_000,
  });
  await jobsAreDone(page);

  // The row cursor is a line through both pictures; it stays at a pin while the pointer is elsewhere.
  await pointAt(page, 'Left image', 420, 300);
  await page.getByRole('button', { name: /^Row cursor/ }).click();
  await pointAt(page, 'Left image', 420, 300);
  await page.keyboard.down('Shift');
  await page.mouse.down();
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await page.mouse.move(2, 2);
  await expect(left.locator('.row')).toHaveCount(1);
  await expect(right.locator('.row')).toHaveCount(1);
  const [inLeft, inRight] = await Promise.all(
    [left, right].map(async (pane) => {
      const [body, row] = await Promise.all([
        pane.locator('.body').boundingBox(),
        pane.locator('.row').boundingBox(),
      ]);
      return row!.y - body!.y;
    }),
  );
  expect(inLeft).toBeCloseTo(inRight!, 0);
});
