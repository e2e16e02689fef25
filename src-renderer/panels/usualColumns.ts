import type { MetricName } from '#domain/metrics/metricInfos.ts';
import { protocolsOf } from '#domain/evaluation/protocols/protocols.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';

const usual = {
  disparity: ['epe', 'bad1', 'bad2', 'd1All', 'ssim', 'density'],
  depth: ['absRel', 'rmse', 'delta1', 'silog', 'ssim', 'density'],
  'inverse-depth': ['absRel', 'rmse', 'delta1', 'silog', 'ssim', 'density'],
} as const satisfies Record<Recipe['quantity'], readonly MetricName[]>;

/** What a recipe's numbers are usually quoted by: the protocol's headline where it is one, with density. */
export function usualColumns(recipe: Recipe): readonly MetricName[] {
  const [protocol] = protocolsOf(recipe);
  if (!protocol) return usual[recipe.quantity];
  return [...new Set<MetricName>([...protocol.headline, 'density'])];
}
