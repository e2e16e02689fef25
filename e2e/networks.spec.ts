import { writeTinyNetwork } from '#testing/tinyNetworks.ts';
import { expect, test } from './launchStudio.ts';
import { jobsAreDone } from './paneActions.ts';

test('adds a network of the user’s from an ONNX file, looks at both readings, and runs it', async ({
  studio: { page, folder },
}) => {
  writeTinyNetwork(folder, 'mean');
  await jobsAreDone(page);
  await page.getByRole('option', { name: 'table-glass' }).click();
  await page.getByRole('tab', { name: 'Run' }).click();
  await page.getByRole('radiogroup', { name: 'Method' }).getByText('Network', { exact: true }).click();
  await page.getByRole('button', { name: 'All networks…' }).click();

  const dialog = page.getByRole('dialog');
  const networks = dialog.getByRole('list', { name: 'Networks' }).getByRole('listitem');
  await dialog.getByRole('textbox', { name: 'Search' }).fill('v2 small');
  const row = dialog.getByRole('button', { name: /^Depth Anything V2 Small relative/ });
  await row.click();
  await expect(dialog.getByRole('checkbox', { name: /^I accept the licence/ })).not.toBeChecked();
  await expect(dialog.getByRole('button', { name: 'Download', exact: true })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Search' }).fill('no such network');
  await expect(networks).toHaveCount(0);
  await expect(dialog.getByText('No network fits “no such network”')).toBeVisible();

  await dialog.getByRole('button', { name: 'Add an ONNX file…' }).click();
  await dialog.getByRole('combobox', { name: 'Root' }).selectOption(folder);
  await dialog.getByRole('button', { name: /^mean\.onnx/ }).click();
  await dialog.getByRole('button', { name: 'Read this file' }).click();
  await expect(dialog.getByText(/input image \(float32/i)).toBeVisible();
  await expect(dialog.getByText('If larger is nearer')).toBeVisible();
  await expect(dialog.getByText('If larger is farther')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Mean of the channels');
  await dialog.getByRole('textbox', { name: 'Id in methods' }).fill('channel-mean');
  await dialog.getByRole('button', { name: 'Keep this network' }).click();

  await dialog.getByRole('textbox', { name: 'Search' }).fill('mean of');
  await expect(networks).toHaveCount(1);
  await dialog.getByRole('button', { name: /^Mean of the channels/ }).click();
  await dialog.getByRole('button', { name: 'Use for the next run' }).click();
  await page.getByText('This item', { exact: true }).click();
  await page.getByRole('button', { name: 'Run the network on this item' }).click();
  await expect(
    page.getByRole('region', { name: 'Prediction', exact: true }).getByText(/channel-mean.*% valid/),
  ).toBeVisible({ timeout: 60_000 });
});

test.describe('a network that answers nonsense', () => {
  test.use({ refusals: [422] });

  test('is told before it is kept', async ({ studio: { page, folder } }) => {
    writeTinyNetwork(folder, 'nan');
    await jobsAreDone(page);
    await page.getByRole('tab', { name: 'Run' }).click();
    await page.getByRole('radiogroup', { name: 'Method' }).getByText('Network', { exact: true }).click();
    await page.getByRole('button', { name: 'All networks…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add an ONNX file…' }).click();
    await dialog.getByRole('combobox', { name: 'Root' }).selectOption(folder);
    await dialog.getByRole('button', { name: /^nan\.onnx/ }).click();
    await dialog.getByRole('button', { name: 'Read this file' }).click();
    await expect(dialog.getByText(/answered NaN or infinity at \d+ of \d+ pixels/)).toBeVisible();
  });
});
