import { expect, test } from './launchStudio.ts';
import { jobsAreDone } from './paneActions.ts';

test('runs block matching with filters beside SGBM, and shows what it answers', async ({
  studio: { page },
}) => {
  await jobsAreDone(page);
  await page.getByRole('option', { name: 'table-glass' }).click();
  await page.getByRole('tab', { name: 'Run' }).click();
  await page.getByText('Block', { exact: true }).click();
  await page.getByText('census', { exact: true }).click();
  await page.getByRole('textbox', { name: 'numDisparities value' }).fill('48');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('combobox', { name: 'fill' }).selectOption('background');
  await page.getByRole('textbox', { name: 'leftRightMaxDiff value' }).fill('1.5');
  await page.keyboard.press('Tab');
  await expect(
    page.getByText('block:cost=census,numDisparities=48,leftRightMaxDiff=1.5,fill=background'),
  ).toBeVisible();
  await page.getByText('This item', { exact: true }).click();
  await page.getByRole('button', { name: 'Run block matching on this item' }).click();

  const runs = page.getByRole('list', { name: 'Runs' });
  await expect(runs.getByRole('button', { name: /^block:cost=census/ })).toBeVisible();
  await jobsAreDone(page);
  await runs.getByRole('button', { name: /^block:cost=census/ }).click();
  const prediction = page.getByRole('region', { name: 'Prediction' });
  await expect(prediction.getByText(/block:cost=census.*100.0? % valid/)).toBeVisible();
});
