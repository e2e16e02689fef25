import { expect, it } from 'vitest';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { protocolNamed } from '#domain/evaluation/protocols/protocols.ts';
import { usualColumns } from './usualColumns.ts';

it('starts with what a protocol is quoted by, else with the usual ones of the quantity', () => {
  expect(usualColumns(protocolNamed('kitti2015-d1').recipe)).toEqual(['d1All', 'epe', 'density']);
  expect(usualColumns(defaultRecipe('depth'))).toContain('absRel');
});
