import { expect, it } from 'vitest';
import { shownColumns } from './shownColumns.ts';

it('shows what was chosen and measured, in the order of the list', () => {
  const columns = shownColumns(['epe', 'ssim', 'beauty', 'rmse'], new Set(['ssim', 'epe']));
  expect(columns.map(({ name }) => name)).toEqual(['ssim', 'epe']);
});
