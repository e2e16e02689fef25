import { expect, test } from './launchStudio.ts';
import { jobsAreDone, picture } from './paneActions.ts';

test('two runs against each other: over the dataset, and pixel by pixel on one item', async ({
  studio: { page },
}) => {
  await jobsAreDone(page);
  await page.getByRole('option', { name: 'street-noon' }).click();
  await page.getByRole('tab', { name: 'Run' }).click();
  await page.getByText('hh', { exact: true }).click();
  await page.getByText('All items', { exact: true }).click();
  await page.getByRole('button', { name: 'Run SGBM on 6 items' }).click();
  const runs = page.getByRole('list', { name: 'Runs' });
  await expect(runs.getByRole('button', { name: /mode=hh.*6\/6/ })).toBeVisible({ timeout: 60_000 });
  await jobsAreDone(page);
  await runs.getByRole('button', { name: /mode=hh/ }).click();

  await page.getByRole('tab', { name: 'Metrics' }).click();
  const panes = page.getByRole('group', { name: 'Panes of two runs' });
  await panes.getByRole('button', { name: 'Other prediction' }).click();
  await panes.getByRole('button', { name: 'Nearer to truth' }).click();
  const nearer = picture(page, 'Nearer to truth');
  await expect(nearer).toHaveAccessibleName(/mode=hh [\d.]+ %, .*equal [\d.]+ %, within 0\.1 px/);
  const shares = (await nearer.getAttribute('aria-label'))!.match(/[\d.]+(?= %)/g)!.map(Number);
  expect(shares.slice(0, 3).reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
  await expect(picture(page, 'Other prediction')).toHaveAccessibleName(/sgbm:.*% valid/);

  await page.getByText('Dataset', { exact: true }).click();
  const other = page.getByRole('combobox', { name: 'Compare with' });
  if (!(await other.isVisible())) await page.getByRole('button', { name: 'Against another run' }).click();
  await other.selectOption({ index: 1 });
  await expect(page.getByText(/Better on \d,\s+worse on \d,\s+the same\s+on\s+\d items/)).toBeVisible();
  const plot = page.getByRole('button', { name: /^Items by both runs/ });
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  const told = page.getByRole('status').filter({ hasText: /: [\d.]+ → [\d.]+$/ });
  await expect(told).toHaveText(/^(?!item )/);
  const name = /^(.+?): /.exec(await told.innerText())![1]!;
  await page.getByRole('option', { name: name === 'asteroid' ? 'table-glass' : 'asteroid' }).click();
  await plot.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name, exact: true })).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: 'Compare failure regions' }).click();
  await expect(page.getByText(/Regions:\s+\d+ fixed,\s+\d+ new,\s+\d+ worse,\s+\d+ kept/)).toBeVisible();
});

test('a protocol becomes the recipe of every number', async ({ studio: { page } }) => {
  await jobsAreDone(page);
  await page.getByRole('contentinfo').getByRole('button', { name: /SSIM/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Comparison recipe' });
  const before = await dialog.getByRole('status').innerText();
  await dialog.getByRole('combobox', { name: 'Protocol' }).selectOption('KITTI 2015, D1 all');
  await expect(dialog.getByText(/^KITTI 2015, D1 all, from /)).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Protocol' }).selectOption('KITTI Eigen, Garg crop');
  await expect(dialog.getByRole('status')).not.toHaveText(before);
  await expect(dialog.getByRole('status')).toHaveText(/crop garg/);
  const label = await dialog.getByRole('status').innerText();
  await dialog.getByRole('button', { name: 'Use recipe and re-evaluate 1 run' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('contentinfo').getByText(label)).toBeVisible();
  await jobsAreDone(page);
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await expect(page.getByRole('tabpanel').getByText(label).first()).toBeVisible();
});
