import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './launchStudio.ts';
import { jobsAreDone } from './paneActions.ts';

const bar = (page: Page): Locator => page.getByRole('region', { name: 'Review' });
const gallery = (page: Page): Locator => page.getByRole('region', { name: 'Gallery of failure regions' });

/** How many regions the bar says were reviewed. */
async function reviewed(page: Page): Promise<number> {
  const text = await bar(page)
    .getByRole('button', { name: /reviewed/ })
    .innerText();
  return Number(/^(\d+) of/.exec(text)?.[1]);
}

test('reviews twenty regions by keyboard alone, corrects a cause, makes annotations, cuts, undoes, filters, compares two runs and finds the sentences in the report', async ({
  studio: { page },
}) => {
  test.slow();
  await jobsAreDone(page);
  await page.keyboard.press('g');
  const list = page.getByRole('listbox', { name: 'Cards of failure regions' });
  const cards = list.getByRole('option');
  await expect(gallery(page).locator('img').first()).toBeVisible();
  await expect(cards.first()).toHaveAttribute('aria-selected', 'true');
  const total = Number(await gallery(page).getByRole('status').innerText());
  expect(total).toBeGreaterThan(20);

  // One region per key press; each goes on to the next that is not reviewed.
  for (let done = 0; done < 17; done += 1) {
    await page.keyboard.press(done % 3 === 2 ? 'x' : 'c');
    await expect.poll(() => reviewed(page)).toBe(done + 1);
  }
  await page.keyboard.press('k');
  await expect(page.getByRole('dialog', { name: 'What is the cause?' })).toBeVisible();
  await page.keyboard.press('m');
  await expect.poll(() => reviewed(page)).toBe(18);
  await expect(cards.filter({ hasText: 'corrected' })).toHaveCount(1);

  // Two become annotations, of the class that the cause is about or of the chosen one.
  for (let done = 18; done < 20; done += 1) {
    await page.keyboard.press('a');
    await expect.poll(() => reviewed(page)).toBe(done + 1);
  }
  await jobsAreDone(page);
  await page.keyboard.press('Control+z');
  await expect.poll(() => reviewed(page)).toBe(19);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => reviewed(page)).toBe(20);
  await jobsAreDone(page);

  // Filters: what was rejected, and the corrected cause.
  const filters = page.getByRole('group', { name: 'Filters of the gallery' });
  await filters.getByRole('combobox', { name: 'Review state' }).selectOption('Rejected');
  await expect(gallery(page).getByRole('status')).toHaveText('5');
  await filters.getByRole('combobox', { name: 'Review state' }).selectOption('Any review');
  await filters.getByRole('combobox', { name: 'Cause' }).selectOption({ label: 'Mirror or highlight (1)' });
  await expect(gallery(page).getByRole('status')).toHaveText('1');
  await expect(cards.first()).toHaveAccessibleName(/^Mirror or highlight, .*, Confirmed$/);
  await list.focus();

  // How well causes do, honestly.
  await bar(page)
    .getByRole('button', { name: /reviewed/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Review' });
  await expect(dialog.getByText(`20 of ${total} reviewed`)).toBeVisible();
  await expect(
    dialog.getByRole('row', { name: /Mirror or highlight/ }).getByRole('cell', { name: /^0 of 1, 0\.00/ }),
  ).toBeVisible();
  await page.keyboard.press('Escape');

  // Opened in the panes, a region is split and made one again.
  await filters.getByRole('combobox', { name: 'Cause' }).selectOption('Every cause');
  await expect(gallery(page).getByRole('status')).toHaveText(String(total));
  await list.focus();
  await page.keyboard.press('Home');
  await expect(cards.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(gallery(page)).toHaveCount(0);
  const listed = async (): Promise<number> =>
    Number(/^\d+ of (\d+)/.exec(await bar(page).innerText())?.[1] ?? 0);
  await page.keyboard.press('s');
  await expect.poll(listed).toBeGreaterThan(total);
  await page.keyboard.press('Control+z');
  await expect.poll(listed).toBe(total);
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);

  // Another run of the same items: which failures are fixed, kept and new.
  await page.getByRole('tab', { name: 'Run' }).click();
  await page.getByText('hh', { exact: true }).click();
  await page.getByText('All items', { exact: true }).click();
  await page.getByRole('button', { name: 'Run SGBM on 6 items' }).click();
  const runs = page.getByRole('list', { name: 'Runs' });
  await expect(runs.getByRole('button', { name: /mode=hh.*6\/6/ })).toBeVisible({ timeout: 60_000 });
  await jobsAreDone(page);
  await page.getByRole('tab', { name: 'Regions' }).click();
  await page.getByRole('button', { name: /^Why it fails/ }).click();
  const why = page.getByRole('dialog', { name: 'Why it fails' });
  await why.getByRole('tab', { name: 'Who fails where' }).click();
  await why.getByRole('combobox', { name: 'Compare with' }).selectOption({ index: 0 });
  await expect(why.getByRole('table', { name: 'Who fails where' }).getByRole('row').nth(2)).toBeVisible();
  await expect(why.getByText(/^Both fail \(\d+\)/)).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Run' }).click();
  await runs.getByRole('button', { name: /6\/6/ }).filter({ hasNotText: 'mode=hh' }).click();
  await page.getByRole('tab', { name: 'Report' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download HTML report' }).click();
  const html = await readFile(await (await download).path(), 'utf8');
  expect(html).toMatch(/20 of \d+ regions were reviewed, 5 of them rejected/);
  expect(html).toMatch(/prediction \d+ % too (far|near)/);
});
