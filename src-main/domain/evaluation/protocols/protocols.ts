import { StudioError } from '../../errors.ts';
import { canonicalRecipeText } from '../canonicalRecipe.ts';
import type { Recipe } from '../Recipe.ts';
import { da2k } from './da2k.ts';
import { depthAnything } from './depthAnything.ts';
import { depthPro } from './depthPro.ts';
import { eth3d } from './eth3d.ts';
import { kittiEigen } from './kittiEigen.ts';
import { kittiStereo } from './kittiStereo.ts';
import { marigold } from './marigold.ts';
import { middlebury } from './middlebury.ts';
import { midas } from './midas.ts';
import { nyuEigen } from './nyuEigen.ts';
import type { Protocol } from './Protocol.ts';
import { seeds } from './seeds.ts';
import { zoeDepth } from './zoeDepth.ts';

/** Every named recipe, in the order in which they are offered. */
export const protocols: readonly Protocol[] = [
  ...kittiEigen,
  ...nyuEigen,
  ...zoeDepth,
  ...depthAnything,
  ...midas,
  ...marigold,
  ...depthPro,
  ...middlebury,
  ...kittiStereo,
  ...eth3d,
  ...da2k,
  ...seeds,
];

/** @throws InvalidOption naming the known ones */
export function protocolNamed(id: string): Protocol {
  const found = protocols.find((protocol) => protocol.id === id);
  if (found !== undefined) return found;
  const known = protocols.map((protocol) => protocol.id).join(', ');
  throw new StudioError('InvalidOption', `no protocol ${id}; known: ${known}`, {
    option: 'protocol',
    expected: known,
    found: id,
  });
}

/** The protocols whose recipe this is, region rules aside; several benchmarks may share one. */
export function protocolsOf(recipe: Recipe): readonly Protocol[] {
  const { regions } = recipe;
  const text = canonicalRecipeText(recipe);
  return protocols.filter((protocol) => canonicalRecipeText({ ...protocol.recipe, regions }) === text);
}
