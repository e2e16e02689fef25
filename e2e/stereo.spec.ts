/* Finding options for SGBM by trying them, and judging a map without ground truth. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './launchStudio.ts';
import { cursorCell, jobsAreDone, picture, pointAt } from './paneActions.ts';

const pane = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** The first number in a text; the field's minus counts. */
function numberIn(text: string): number {
  const found = /[−-]?\d+(\.\d+)?/.exec(text);
  return found ? Number(found[0].replace('−', '-')) : NaN;
}

async function openBench(page: Page, item: string): Promise<void> {
  await jobsAreDone(page);
  await page.getByRole('option', { name: item }).click();
  await page.getByRole('tab', { name: 'Run' }).click();
  await page.getByLabel('Try live on this item').check();
  await expect(pane(page, 'Bench A').getByText(/ms for 480 × 320.*% valid/)).toBeVisible();
}

const decision = (page: Page, label: string): Locator =>
  pane(page, 'Cost curve').locator('dt').filter({ hasText: label }).locator('xpath=following-sibling::dd[1]');

test('tries SGBM’s options on a pixel, sees why it was chosen, and runs them', async ({
  studio: { page },
}) => {
  await openBench(page, 'street-noon');

  // Near ground, well above 16 px.
  await pointAt(page, 'Bench A', 300, 290);
  const value = cursorCell(page, 'Bench A');
  await expect(value).toHaveText(/^\d+\.\d+ px$/);
  const before = await value.innerText();
  expect(numberIn(before)).toBeGreaterThan(16);

  await test.step('the cost curve of the clicked pixel has its minimum at the cursor’s value', async () => {
    await page.mouse.down();
    await page.mouse.up();
    await expect(pane(page, 'Cost curve').getByText('at 300, 290')).toBeVisible();
    await expect(decision(page, 'Map')).toHaveText(before);
    await expect(decision(page, 'Chosen')).toHaveText(/\d px$/);
    const chosen = numberIn(await decision(page, 'Chosen').innerText());
    // The map went through a median after the choice, in steps of a sixteenth, and is written with two decimals.
    expect(Math.abs(chosen - numberIn(before))).toBeLessThan(2 / 16);
    await expect(decision(page, 'Uniqueness')).toHaveText(/% \(asked: 10 %\)/);
    await expect(decision(page, 'Runner-up')).toHaveText(/^\d+ px$/);
  });

  await test.step('a slider changes the map under the cursor, the visible part first', async () => {
    for (let i = 0; i < 4; i += 1) await page.mouse.wheel(0, -240);
    await page.getByRole('slider', { name: 'numDisparities' }).focus();
    await page.keyboard.press('Home');
    await expect(pane(page, 'Bench A').getByText('preview')).toBeVisible();
    await expect(pane(page, 'Bench A').getByText(/sgbm:numDisparities=16/)).toBeVisible();
    await pointAt(page, 'Left image', 300, 290);
    await expect(value).not.toHaveText(before);
    await expect(pane(page, 'Bench A').getByText(/ms for 480 × 320.*% valid/)).toBeVisible();
    await expect(pane(page, 'Bench A').getByText('preview')).toHaveCount(0);
  });

  await test.step('what was tried is run', async () => {
    await page.getByRole('textbox', { name: 'numDisparities value' }).fill('48');
    await page.keyboard.press('Tab');
    await expect(
      pane(page, 'Bench A').getByText(/480 × 320 · sgbm:numDisparities=48.*% valid/),
    ).toBeVisible();
    await pointAt(page, 'Left image', 300, 290);
    await expect(value).toHaveText(/^\d+\.\d+ px$/);
    const tried = await value.innerText();
    await page.getByText('This item', { exact: true }).click();
    await page.getByRole('button', { name: /^Run SGBM on this item/ }).click();
    await jobsAreDone(page);
    await page.getByLabel('Try live on this item').uncheck();
    await expect(pane(page, 'Bench A')).toHaveCount(0);
    await expect(pane(page, 'Prediction').getByText(/sgbm:numDisparities=48.*% valid/)).toBeVisible();
    await pointAt(page, 'Left image', 300, 290);
    await expect(cursorCell(page, /^sgbm/i)).toHaveText(new RegExp(`^${tried.replace('.', '\\.')} `));
  });
});

test('holds two sets of options against each other in the same colours', async ({ studio: { page } }) => {
  await openBench(page, 'orchard-branches');
  await page.getByRole('button', { name: 'Compare A | B' }).click();
  const difference = pane(page, 'Bench B − A').getByText(/0\.0 % more than 1 px apart/);
  await expect(difference).toBeVisible();
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('Thin objects');
  await expect(pane(page, 'Bench B').getByText(/blockSize=1.*% valid/)).toBeVisible();
  await expect(difference).toHaveCount(0);
  await expect(pane(page, 'Bench B − A').getByText(/more than 1 px apart/)).toBeVisible();

  const figures = page.getByRole('table', { name: 'Figures of the bench' });
  const bad = (set: string): Locator =>
    figures
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: set }) })
      .getByRole('cell')
      .nth(2);
  await expect(bad('A')).toHaveText(/^\d+\.\d+$/);
  await expect(bad('B')).toHaveText(/^\d+\.\d+$/);
  const [ofA, ofB] = [await bad('A').innerText(), await bad('B').innerText()];
  expect(ofA).not.toBe(ofB);

  await page.getByRole('button', { name: 'Swap A and B' }).click();
  await expect(pane(page, 'Bench A').getByText(/blockSize=1.*% valid/)).toBeVisible();
  await expect(bad('A')).toHaveText(ofB);
  await expect(bad('B')).toHaveText(ofA);
});

test('judges a map by its pair alone: reconstruction, errors and numbers', async ({ studio: { page } }) => {
  await jobsAreDone(page);
  await page.getByRole('option', { name: 'fence-and-poles' }).click();
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await page.getByRole('button', { name: 'Without ground truth' }).click();
  const table = page.getByRole('table', { name: 'Photometric self-check' });
  const number = async (name: string): Promise<number> =>
    numberIn(
      await table
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name, exact: false }) })
        .first()
        .getByRole('cell')
        .last()
        .innerText(),
    );
  await expect(table).toBeVisible();
  expect(await number('photometric error')).toBeLessThan(await number('photometric, unwarped'));
  expect(await number('better than unwarped')).toBeGreaterThan(50);
  expect(await number('SSIM')).toBeGreaterThan(0.5);

  const toggles = page.getByRole('group', { name: 'Panes of the self-check' });
  for (const name of ['Reconstruction', 'Photometric error', 'Left-right difference', 'Visibility']) {
    await toggles.getByRole('button', { name }).click();
  }
  await expect(pane(page, 'Reconstruction').getByText(/right image warped/)).toBeVisible();
  await expect(pane(page, 'Photometric error').getByText(/α 0\.85.*% valid/)).toBeVisible();
  await expect(pane(page, 'Left-right difference').getByText(/% valid/)).toBeVisible();
  await expect(pane(page, 'Visibility').getByText(/both views.*% valid/)).toBeVisible();

  const box = (await picture(page, 'Photometric error').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.25);
  await expect(cursorCell(page, 'Photometric error')).toHaveText(/^0\.\d+$/);
  await expect(cursorCell(page, 'Visibility')).toHaveText(/^(seen|occluded|mismatch|outside)$/);
});

test('tries block matching and belief propagation as live as SGBM', async ({ studio: { page } }) => {
  await openBench(page, 'street-noon');
  await page.getByText('Block', { exact: true }).click();
  await expect(pane(page, 'Bench A').getByText(/480 × 320 · block.*% valid/)).toBeVisible();
  await pointAt(page, 'Bench A', 300, 290);
  const value = cursorCell(page, 'Bench A');
  await expect(value).toHaveText(/^\d+\.\d+ px$/);
  await page.mouse.down();
  await page.mouse.up();
  await expect(decision(page, 'Chosen')).toHaveText(await value.innerText());
  await expect(decision(page, 'Uniqueness')).toHaveText(/% \(asked: 0 %\)/);

  await page.getByText('census', { exact: true }).click();
  await expect(pane(page, 'Bench A').getByText(/480 × 320 · block:cost=census.*% valid/)).toBeVisible();

  await page.getByRole('button', { name: 'Compare A | B' }).click();
  await page.getByText('Global', { exact: true }).click();
  await expect(pane(page, 'Bench B').getByText(/480 × 320 · global.*% valid/)).toBeVisible();
  await expect(pane(page, 'Bench A').getByText(/block:cost=census/)).toBeVisible();
  await expect(pane(page, 'Bench B − A').getByText(/more than 1 px apart/)).toBeVisible();
});
