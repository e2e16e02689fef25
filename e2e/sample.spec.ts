import type { Page } from '@playwright/test';
import { expect, test } from './launchStudio.ts';
import { cursorCell, jobsAreDone, picture } from './paneActions.ts';

const names = [
  'asteroid',
  'fence-and-poles',
  'orchard-branches',
  'shop-window',
  'street-noon',
  'table-glass',
];

async function itemsInOrder(page: Page): Promise<string[]> {
  const options = await page.getByRole('listbox', { name: 'Items' }).getByRole('option').all();
  return Promise.all(options.map(async (o) => (await o.getAttribute('aria-label')) ?? ''));
}

test('opens the sample, evaluated then and there, and leads to the worst region', async ({
  studio: { page },
}) => {
  await jobsAreDone(page);
  await expect.poll(() => itemsInOrder(page)).toEqual(names);

  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('SSIM');
  const ssim = async (): Promise<number[]> => {
    const rows = await page.getByRole('listbox', { name: 'Items' }).getByRole('option').allInnerTexts();
    return rows.map((row) => Number(/SSIM\s+(-?[\d.]+)/.exec(row)?.[1]));
  };
  await expect.poll(async () => (await ssim()).length).toBe(names.length);
  await expect.poll(async () => isAscending(await ssim()), 'the worst frame comes first').toBe(true);

  await page.getByRole('listbox', { name: 'Items' }).getByRole('option').first().click();
  const regions = page.getByRole('listbox', { name: 'Failure regions, worst first' }).getByRole('option');
  await expect(regions.first()).toBeVisible();
  const zoom = page.getByRole('region', { name: 'Left image' }).getByText(/^\d+ %$/);
  const zoomBefore = await zoom.innerText();
  await regions.first().dblclick();
  await expect(zoom).not.toHaveText(zoomBefore);

  await page.getByRole('option', { name: 'shop-window' }).click();
  await expect(regions.first()).toContainText(/Translucent: share annotated as translucent 0\.\d/);
});

test('shows the values of all panes under one cursor, with units and metres', async ({
  studio: { page },
}) => {
  await jobsAreDone(page);
  await page.getByRole('option', { name: 'street-noon' }).click();
  await expect(page.getByRole('region', { name: 'Prediction' }).getByText(/% valid/)).toBeVisible();
  const box = (await picture(page, 'Ground truth').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.8);
  await expect(cursorCell(page, 'x, y')).toHaveText(/\d+\D+\d+/);
  await expect(cursorCell(page, 'Left')).toHaveText(/\d+ \d+ \d+/);
  await expect(cursorCell(page, 'Right')).toHaveText(/\d+ \d+ \d+/);
  await expect(cursorCell(page, 'Ground truth')).toHaveText(/[\d.]+ px.*[\d.]+ m/s);
  await expect(cursorCell(page, /^sgbm/i)).toHaveText(/[\d.]+ px.*[\d.]+ m/s);
  await expect(cursorCell(page, 'Error')).toHaveText(/[\d.]+ px/);
  await expect(cursorCell(page, 'SSIM')).toHaveText(/[\d.]+/);
});

test('orbits the point cloud', async ({ studio: { page } }) => {
  await jobsAreDone(page);
  await page.getByRole('option', { name: 'street-noon' }).click();
  await expect(page.getByRole('region', { name: 'Prediction' }).getByText(/% valid/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Point cloud' }).getByText(/ground truth and/)).toBeVisible();
  const cloud = picture(page, 'Point cloud');
  const shot = async (): Promise<Buffer> => page.screenshot({ clip: (await cloud.boundingBox())! });
  await page.mouse.move(5, 5);
  await expect.poll(async () => (await shot()).equals(await shot()), 'the picture stands still').toBe(true);
  const before = await shot();
  const box = (await cloud.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.6, { steps: 6 });
  await page.mouse.up();
  await page.mouse.move(5, 5);
  await expect.poll(async () => (await shot()).equals(before)).toBe(false);
});

test('runs SGBM with other options on one item and shows the new run', async ({ studio: { page } }) => {
  await jobsAreDone(page);
  await page.getByRole('option', { name: 'table-glass' }).click();
  await page.getByRole('tab', { name: 'Run' }).click();
  await page.getByText('hh', { exact: true }).click();
  await page.getByRole('textbox', { name: 'numDisparities value' }).fill('64');
  await page.keyboard.press('Tab');
  await page.getByText('This item', { exact: true }).click();
  await page.getByRole('button', { name: /^Run SGBM/ }).click();
  const runs = page.getByRole('list', { name: 'Runs' });
  await expect(runs.getByRole('button', { name: /mode=hh/ })).toBeVisible();
  await jobsAreDone(page);
  await runs.getByRole('button', { name: /mode=hh/ }).click();
  await expect(page.getByRole('region', { name: 'Prediction' }).getByText(/mode=hh.*% valid/)).toBeVisible();
});

function isAscending(values: readonly number[]): boolean {
  return values.every((v, i) => i === 0 || v >= values[i - 1]!);
}
