import { readFile } from 'node:fs/promises';
import { expect, test } from './launchStudio.ts';
import { jobsAreDone } from './paneActions.ts';

test('the numbers of all items: sorted, columns chosen and remembered, exported with the recipe', async ({
  studio: { page },
}) => {
  await jobsAreDone(page);
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await page.getByText('Dataset', { exact: true }).click();
  await expect(page.getByRole('list', { name: 'Worst items' }).getByRole('button')).toHaveCount(6);
  await page.getByRole('button', { name: 'All items…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Metrics of all items' });
  const table = dialog.getByRole('table', { name: 'Metrics of all items' });
  await expect(table.getByRole('row', { name: /asteroid/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /^95 % interval [\d.]+–[\d.]+/ })).toBeVisible();

  const header = table.getByRole('columnheader', { name: /^EPE, px/ });
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  const values = async () => {
    const column = (await table.getByRole('columnheader').allInnerTexts()).findIndex((text) =>
      text.startsWith('EPE'),
    );
    const rows = table.getByRole('row').filter({ has: page.getByRole('rowheader').getByRole('button') });
    return Promise.all(
      (await rows.all()).map(async (row) =>
        Number(
          await row
            .getByRole('cell')
            .nth(column - 1)
            .innerText(),
        ),
      ),
    );
  };
  await expect.poll(async () => (await values()).length).toBe(6);
  const found = await values();
  expect(found).toEqual(found.toSorted((a, b) => b - a));

  await dialog.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'AbsRel' }).check();
  await page.getByRole('checkbox', { name: 'bad-1.0' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(table.getByRole('columnheader', { name: 'AbsRel' })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: 'bad-1.0' })).toHaveCount(0);

  const download = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toMatch(/^# recipe: disparity · no alignment/m);
  expect(text).toMatch(/^# recipe text: \{"alignment":"none"/m);
  expect(text.split('\r\n').filter((line) => line !== '' && !line.startsWith('#'))).toHaveLength(7);

  await table.getByRole('button', { name: 'shop-window' }).click();
  await expect(page.getByRole('option', { name: 'shop-window' })).toHaveAttribute('aria-selected', 'true');
  // Settings are saved a moment after they change.
  const kept = () => page.evaluate(async () => (await fetch('/api/session')).text());
  await expect.poll(kept).toMatch(/"metricColumns":\[[^\]]*"absRel"/);
  await page.reload();
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await page.getByText('Dataset', { exact: true }).click();
  await page.getByRole('button', { name: 'All items…' }).click();
  await expect(table.getByRole('columnheader', { name: 'AbsRel' })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: 'bad-1.0' })).toHaveCount(0);
});

test('a recipe shows on the frame what it changes, and confidence is judged where there is one', async ({
  studio: { page },
}) => {
  await jobsAreDone(page);
  await page.getByRole('option', { name: 'street-noon' }).click();
  await page.getByRole('contentinfo').getByRole('button', { name: /SSIM/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Comparison recipe' });
  await dialog.getByRole('combobox', { name: 'Alignment' }).selectOption('Scale and shift');
  const trial = dialog.getByRole('region', { name: 'What changes on this frame' });
  const epe = trial.getByRole('row', { name: /^EPE/ });
  await expect(epe).toBeVisible();
  const [before, after] = await epe.getByRole('cell').allInnerTexts();
  expect(after).not.toBe(before);
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('tab', { name: 'Metrics' }).click();
  const panel = page.getByRole('tabpanel');
  await panel.getByRole('button', { name: 'Does its confidence know?' }).click();
  await expect(panel.getByText(/AUSE 0\.\d+ · AURG/)).toBeVisible({ timeout: 60_000 });
  await panel.getByRole('button', { name: 'Errors of this frame' }).click();
  await panel.getByText('Against distance').click();
  await expect(panel.getByText('distance of the ground truth, m')).toBeVisible();
});
