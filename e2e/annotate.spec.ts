import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect, test } from './launchStudio.ts';
import { jobsAreDone, placeOf } from './paneActions.ts';

async function shapeNames(page: Page): Promise<string[]> {
  const shapes = page.getByRole('list', { name: 'Shapes on this item' });
  const texts = await shapes.getByRole('listitem').allInnerTexts();
  return texts.map((t) => t.replaceAll(/\s+/g, ' ').trim());
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

test('annotates glass and wire, undoes, survives a crash, and tells the metrics of the classes', async ({
  studio,
}) => {
  const { page } = studio;
  await jobsAreDone(page);
  await page.getByRole('option', { name: 'table-glass' }).click();
  await page.getByRole('tab', { name: 'Annotate' }).click();
  await expect.poll(async () => (await shapeNames(page)).length).toBeGreaterThan(0);
  const before = await shapeNames(page);
  const classes = page.getByRole('list', { name: 'Classes' });
  const at = await placeOf(page, 'Left image');
  const click = async (x: number, y: number): Promise<void> => {
    const place = at(x, y);
    await page.mouse.click(place.x, place.y);
  };

  await classes.getByRole('button', { name: /^translucent/ }).click();
  await page.getByRole('button', { name: 'Polygon', exact: true }).click();
  for (const [x, y] of [
    [200, 120],
    [260, 120],
    [260, 200],
    [200, 200],
  ] as const) {
    await click(x, y);
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => shapeNames(page)).toHaveLength(before.length + 1);

  await classes.getByRole('button', { name: /^thin/ }).click();
  await page.getByRole('button', { name: 'Polyline with width' }).click();
  await click(100, 100);
  await click(180, 140);
  await page.keyboard.press('Enter');
  await expect.poll(() => shapeNames(page)).toHaveLength(before.length + 2);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => shapeNames(page)).toHaveLength(before.length + 1);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(() => shapeNames(page)).toHaveLength(before.length + 2);
  const drawn = await shapeNames(page);

  await studio.crashAndRestart();
  await jobsAreDone(page);
  await page.getByRole('option', { name: 'table-glass' }).click();
  await page.getByRole('tab', { name: 'Annotate' }).click();
  await expect.poll(() => shapeNames(page)).toEqual(drawn);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => shapeNames(page)).toHaveLength(drawn.length - 1);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(() => shapeNames(page)).toEqual(drawn);

  const cocoDownload = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export COCO' }).click();
  const coco = JSON.parse(await textOf(await cocoDownload)) as {
    categories: { id: number; name: string }[];
    annotations: { category_id: number; segmentation: unknown; area: number; fathom?: { kind: string } }[];
  };
  const thin = coco.categories.find((c) => c.name === 'thin')!;
  const line = coco.annotations.find((a) => a.category_id === thin.id && a.fathom?.kind === 'polyline')!;
  expect(line.area).toBeGreaterThan(80);
  expect(coco.annotations.some((a) => a.fathom?.kind === 'polygon' && Math.abs(a.area - 4800) < 200)).toBe(
    true,
  );

  await jobsAreDone(page);
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await page
    .getByRole('combobox', { name: 'Inside and outside of annotated class' })
    .selectOption('translucent');
  const epe = page.getByRole('row', { name: /^EPE/ }).getByRole('cell');
  await expect(epe.nth(1)).toHaveText(/^[\d.]+$/);
  const [all, inside, outside] = (await epe.allInnerTexts()).slice(-3).map(Number);
  expect(inside).not.toBe(all);
  expect(Math.min(inside!, outside!)).toBeLessThanOrEqual(all!);
  expect(Math.max(inside!, outside!)).toBeGreaterThanOrEqual(all!);
});

test('writes the report as one file that needs no network', async ({ studio: { page } }) => {
  await jobsAreDone(page);
  await page.getByRole('tab', { name: 'Report' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download HTML report' }).click();
  const html = await textOf(await download);
  expect(html.includes('street-noon')).toBe(true);
  expect(/inside <?[^>]*>?translucent/i.test(html)).toBe(true);
  expect(/(src|href)="https?:/.test(html)).toBe(false);
  await page.setContent(html);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
