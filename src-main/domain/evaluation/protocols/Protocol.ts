import type { MetricName } from '../../metrics/metricInfos.ts';
import { defaultRecipe } from '../defaultRecipe.ts';
import type { Recipe } from '../Recipe.ts';

/** A recipe that a benchmark, a paper or a program's own evaluation uses, by name. */
export interface Protocol {
  /** Stable; what `--protocol` takes. */
  readonly id: string;
  readonly title: string;
  readonly recipe: Recipe;
  /** The numbers that are quoted under this protocol, the main one first. */
  readonly headline: readonly MetricName[];
  readonly source: string;
  /** Whether every setting was read in the source. */
  readonly verified: boolean;
  /** What was not verified, or what the recipe cannot say and must be done before; null where there is nothing. */
  readonly caution: string | null;
}

/** The default recipe with some settings changed, as protocols state it: classes called `ignore` are left out always. */
export function recipeOf(
  quantity: Recipe['quantity'],
  {
    mask,
    ssim,
    ...changes
  }: Partial<Omit<Recipe, 'mask' | 'ssim'>> & {
    readonly mask?: Partial<Recipe['mask']>;
    readonly ssim?: Partial<Recipe['ssim']>;
  } = {},
): Recipe {
  const usual = defaultRecipe(quantity);
  return { ...usual, ...changes, mask: { ...usual.mask, ...mask }, ssim: { ...usual.ssim, ...ssim } };
}

/** Depth within (min, max), both for the ground truth (strictly) and, clipped, for the prediction. */
export function depthWithin(minDepthM: number, maxDepthM: number) {
  return {
    mask: { minDepthM, maxDepthM, bounds: 'open' },
    clip: { min: minDepthM, max: maxDepthM },
  } as const;
}
