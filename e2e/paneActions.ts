import type { Locator, Page } from '@playwright/test';
import { expect } from './launchStudio.ts';

/** The picture of a pane, by the pane's title. */
export function picture(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true }).getByRole('img').first();
}

/** The cell of the cursor strip with that label, as text. */
export function cursorCell(page: Page, label: string | RegExp): Locator {
  const strip = page.getByRole('group', { name: 'Values under the cursor' });
  return strip.locator('dt').filter({ hasText: label }).locator('xpath=following-sibling::dd[1]');
}

/** Where image pixel (x, y) is on the page, found as a user would: by pointing and reading the strip. */
export async function placeOf(
  page: Page,
  title: string,
): Promise<(x: number, y: number) => { x: number; y: number }> {
  const box = await picture(page, title).boundingBox();
  if (box === null) throw new Error(`the pane ${title} is not shown`);
  const read = async (share: number): Promise<{ page: { x: number; y: number }; image: number[] }> => {
    const at = { x: box.x + box.width * share, y: box.y + box.height * share };
    await page.mouse.move(at.x - 2, at.y - 2);
    await page.mouse.move(at.x, at.y);
    await expect(cursorCell(page, 'x, y')).toHaveText(/\d+\D+\d+/);
    const text = await cursorCell(page, 'x, y').innerText();
    return { page: at, image: (text.match(/\d+/g) ?? []).map(Number) };
  };
  const a = await read(0.4);
  const b = await read(0.6);
  const scaleX = (b.page.x - a.page.x) / (b.image[0]! - a.image[0]!);
  const scaleY = (b.page.y - a.page.y) / (b.image[1]! - a.image[1]!);
  return (x, y) => ({ x: a.page.x + (x - a.image[0]!) * scaleX, y: a.page.y + (y - a.image[1]!) * scaleY });
}

/** Waits until no job runs. */
export async function jobsAreDone(page: Page): Promise<void> {
  await expect(page.getByRole('contentinfo').getByText('Idle')).toBeVisible({ timeout: 120_000 });
}

/** Points at image pixel (x, y): goes near it, reads the strip, and corrects, as a user would. */
export async function pointAt(page: Page, title: string, x: number, y: number): Promise<void> {
  const place = (await placeOf(page, title))(x, y);
  const strip = cursorCell(page, 'x, y');
  for (let tries = 0; tries < 5; tries += 1) {
    await page.mouse.move(place.x - 1, place.y - 1);
    await page.mouse.move(place.x, place.y);
    await expect(strip).toHaveText(/\d+\D+\d+/);
    const [readX = 0, readY = 0] = ((await strip.innerText()).match(/\d+/g) ?? []).map(Number);
    if (readX === x && readY === y) return;
    place.x += Math.sign(x - readX) * 0.5;
    place.y += Math.sign(y - readY) * 0.5;
  }
}
