import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './launchStudio.ts';
import { jobsAreDone } from './paneActions.ts';

test.use({ serverArgs: [], refusals: [404] });

/** A textured disc before black, as a grey PGM. */
function discBeforeBlack(): Buffer {
  const [width, height] = [320, 240];
  const pixels = Buffer.alloc(width * height);
  for (let i = 0; i < pixels.length; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (Math.hypot(x - 150, y - 125) <= 85) pixels[i] = 70 + ((x * 37 + y * 91) % 160);
  }
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);
}

test('black space around a body is proposed, looked at and kept as a rule', async ({
  studio: { page, folder },
}) => {
  const data = join(folder, 'moon');
  mkdirSync(data);
  for (const name of ['moon-near.pgm', 'moon-far.pgm']) writeFileSync(join(data, name), discBeforeBlack());
  await page.evaluate(
    async ([root, output]) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ root, output, layout: 'auto', groundTruthEncoding: null });
      await fetch('/api/project/import', { method: 'POST', headers, body });
    },
    [data, join(folder, 'moon.fathom')] as const,
  );
  await expect(page.getByRole('option', { name: 'moon-near' })).toBeVisible();
  await jobsAreDone(page);
  await page.getByRole('option', { name: 'moon-near' }).click();
  await page.keyboard.press('Control+p');
  await page.locator('.palette-input').fill('Black background');
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: 'Black background' });
  await expect(dialog.getByText(/Looks like space: in 2 of 2 pictures/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Keep', exact: true })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Use what is proposed' }).click();
  await expect(dialog.getByRole('img', { name: /background in blue and its limb in orange/ })).toBeVisible();
  await expect(dialog.getByText(/background 7\d(\.\d)? %/)).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'Body is convex' }).check();
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(dialog).toBeHidden();

  await page.keyboard.press('Control+p');
  await page.locator('.palette-input').fill('Folders of the project');
  await page.keyboard.press('Enter');
  await expect(
    page
      .getByRole('dialog', { name: 'Folders of the project' })
      .getByText(/outside the convex body\) left out/),
  ).toBeVisible();
});
