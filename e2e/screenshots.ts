/* The pictures of the documentation, taken on the sample project. Not a test: run with `npm run screenshots`. */
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { test } from './launchStudio.ts';
import { jobsAreDone, picture } from './paneActions.ts';

const folder = resolve(import.meta.dirname, '../docs');

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(1500); // Lets transitions and the last map settle; a picture, not an assertion.
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 88 });
}

async function openItem(page: Page, name: string): Promise<void> {
  await jobsAreDone(page);
  const hints = page.getByRole('button', { name: 'Dismiss hint' });
  while ((await hints.count()) > 0) await hints.first().click();
  await page.getByRole('option', { name }).click();
  await page.mouse.move(5, 5);
}

for (const scheme of ['dark', 'light'] as const) {
  test(`the window, ${scheme}`, async ({ studio: { page } }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openItem(page, 'street-noon');
    const box = (await picture(page, 'Ground truth').boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.62, box.y + box.height * 0.62);
    await shoot(page, `studio-${scheme}`);
  });
}

test('a failure region on all panes', async ({ studio: { page } }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openItem(page, 'shop-window');
  await page
    .getByRole('listbox', { name: 'Failure regions, worst first' })
    .getByRole('option')
    .first()
    .dblclick();
  await shoot(page, 'region');
});

test('annotations and options', async ({ studio: { page } }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openItem(page, 'table-glass');
  await page.getByRole('tab', { name: 'Annotate' }).click();
  await shoot(page, 'annotate');
  await page.getByRole('tab', { name: 'Run' }).click();
  await shoot(page, 'run');
});

test('the report', async ({ studio: { page, folder: scratch } }) => {
  await jobsAreDone(page);
  await page.getByRole('tab', { name: 'Report' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download HTML report' }).click();
  const file = join(scratch, 'report.html');
  await (await download).saveAs(file);
  await page.goto(`file://${file}`);
  await page.setViewportSize({ width: 1200, height: 1500 });
  await shoot(page, 'report');
});
