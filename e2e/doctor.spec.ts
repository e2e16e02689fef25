import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { plantFaults } from '#testing/plantedFaults.ts';
import { expect, test } from './launchStudio.ts';
import { jobsAreDone } from './paneActions.ts';

test.use({ serverArgs: [] });

async function post(page: Page, path: string, body: object): Promise<unknown> {
  return await page.evaluate(
    async ([address, text]) => {
      const headers = { 'content-type': 'application/json' };
      return (await (await fetch(address!, { method: 'POST', headers, body: text! })).json()) as unknown;
    },
    [`/api/${path}`, JSON.stringify(body)],
  );
}

test('a folder with planted faults is imported, two are mended, one step is undone, and reports count them', async ({
  studio: { page, folder },
}) => {
  const root = join(folder, 'faults');
  await plantFaults(root);

  await test.step('the import dialog says what headers show', async () => {
    await page
      .getByRole('button', { name: /^Import dataset/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Root' }).selectOption(folder);
    await dialog
      .getByRole('list', { name: 'Entries of the folder' })
      .getByRole('button', { name: /^faults/ })
      .click();
    const doubts = dialog.getByRole('region', { name: 'Doubts before the import' });
    await expect(doubts.getByText('Another size than its partner')).toBeVisible({ timeout: 30_000 });
    await expect(doubts.getByText('Turned on its side')).toBeVisible();
    await dialog.getByRole('button', { name: /^Import 11 items/ }).click();
    await expect(page.getByRole('option', { name: 'good-1' })).toBeVisible();
    await jobsAreDone(page);
  });

  const problems = page.getByRole('region', { name: 'Rejected and doubtful files' });
  const group = (title: string) => problems.getByRole('list', { name: title, exact: true });
  const open = async (title: string): Promise<void> => {
    const head = problems.getByRole('button', { name: title, exact: true });
    if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
    await expect(group(title)).toBeVisible();
  };

  await test.step('each fault is listed with its reason', async () => {
    await page.getByRole('tab', { name: /^Problems/ }).click();
    await expect(page.getByText(/Pixels checked: 11 of 11 items/)).toBeVisible({ timeout: 60_000 });
    for (const [title, reason] of [
      ['Truncated', /cut off/],
      ['Turned on its side', /96×192, the left picture is 192×96/],
      ['Left and right exchanged', /100 % of \d+ places lie farther right/],
      ['Looks like another unit', /2 times what matching gives/],
      ['The same ground truth for different pictures', /good-1/],
    ] as const) {
      await open(title);
      await expect(group(title).getByText(reason)).toBeVisible();
    }
  });

  await test.step('left and right are swapped, by the key of the remedy', async () => {
    const title = 'Left and right exchanged';
    await group(title).getByRole('button', { name: 'Swap left and right' }).focus();
    await page.keyboard.press('1');
    await expect(problems.getByRole('button', { name: title, exact: true })).toHaveCount(0);
    await jobsAreDone(page);
  });

  await test.step('the encoding is set; undo brings the doubt back', async () => {
    const title = 'Looks like another unit';
    await group(title).getByRole('button', { name: 'Read as disparity, v/512' }).click();
    await expect(problems.getByRole('button', { name: title, exact: true })).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(problems.getByRole('button', { name: title, exact: true })).toBeVisible();
    await jobsAreDone(page);
    await page.getByText('Settled', { exact: true }).click();
    const settled = 'Left and right exchanged';
    await open(settled);
    await expect(group(settled).getByText(/Settled: /)).toBeVisible();
  });

  await test.step('reports carry the counts', async () => {
    await post(page, 'runs', { method: 'sgbm:numDisparities=16', itemIds: null });
    await jobsAreDone(page);
    const read = (format: string): Promise<string> =>
      page.evaluate(async (address) => await (await fetch(address)).text(), `/api/reports/${format}`);
    const { problemCounts } = JSON.parse(await read('json')) as {
      problemCounts: readonly { kind: string; rejected: number; doubtful: number; settled: number }[];
    };
    expect(problemCounts.find(({ kind }) => kind === 'exchanged')).toEqual({
      kind: 'exchanged',
      rejected: 0,
      doubtful: 0,
      settled: 1,
    });
    expect(await read('csv')).toContain('files,,rejected,truncated,files,1');
    expect(await read('html')).toContain('Left and right exchanged');
  });
});
