import type { FolderBackground } from '../ignore/BackgroundRule.ts';
import type { Recipe, SsimRule } from './Recipe.ts';

/** A recipe with every setting stated. */
export type EffectiveRecipe = Required<Omit<Recipe, 'mask' | 'ssim' | 'strata'>> & {
  readonly mask: Required<Recipe['mask']>;
  readonly ssim: Required<SsimRule>;
  readonly strata: Required<NonNullable<Recipe['strata']>>;
};

/** States what a recipe means by what it leaves out. Without alignment there is no space of a fit and no floor. */
export function effectiveRecipe(recipe: Recipe): EffectiveRecipe {
  const isAligned = recipe.alignment !== 'none';
  return {
    ...recipe,
    alignIn: isAligned ? (recipe.alignIn ?? recipe.quantity) : recipe.quantity,
    alignFloor: isAligned ? (recipe.alignFloor ?? null) : null,
    mask: { bounds: 'closed', crop: [], background: [], ...recipe.mask },
    resize: recipe.resize ?? 'refuse',
    holes: recipe.holes ?? 'leave',
    unpredicted: recipe.unpredicted ?? 'leave-out',
    ssim: { window: 'uniform', covariance: 'sample', K1: 0.01, K2: 0.03, levels: 'values', ...recipe.ssim },
    average: recipe.average ?? 'images',
    families: recipe.families ?? [],
    strata: { bandsM: recipe.strata?.bandsM ?? [], zones: recipe.strata?.zones ?? false },
  };
}

/** The recipe without settings that say what their absence says: one form for all recipes that mean the same. */
export function leanRecipe(recipe: Recipe): Recipe {
  const { mask, ssim, strata, ...stated } = effectiveRecipe(recipe);
  const { bounds, crop, background, ...oldMask } = mask;
  const { window, covariance, K1, K2, levels, ...oldSsim } = ssim;
  const { alignIn, alignFloor, resize, holes, unpredicted, average, families, ...old } = stated;
  return {
    ...old,
    ...(alignIn === recipe.quantity ? {} : { alignIn }),
    ...(alignFloor === null ? {} : { alignFloor }),
    mask: {
      ...oldMask,
      ignoredClasses: inOrder(mask.ignoredClasses),
      ...(bounds === 'closed' ? {} : { bounds }),
      ...(crop.length === 0 ? {} : { crop }),
      ...(background.length === 0 ? {} : { background: byFolder(background) }),
    },
    ...(resize === 'refuse' ? {} : { resize }),
    ...(holes === 'leave' ? {} : { holes }),
    ...(unpredicted === 'leave-out' ? {} : { unpredicted }),
    ssim: {
      ...oldSsim,
      ...(window === 'uniform' ? {} : { window }),
      ...(covariance === 'sample' ? {} : { covariance }),
      ...(K1 === 0.01 ? {} : { K1 }),
      ...(K2 === 0.03 ? {} : { K2 }),
      ...(levels === 'values' ? {} : { levels }),
    },
    ...(average === 'images' ? {} : { average }),
    ...(families.length === 0 ? {} : { families: inOrder(families) }),
    ...(strata.bandsM.length === 0 && !strata.zones ? {} : { strata: leanStrata(strata) }),
  };
}

function leanStrata({ bandsM, zones }: EffectiveRecipe['strata']): NonNullable<Recipe['strata']> {
  return { ...(bandsM.length === 0 ? {} : { bandsM }), ...(zones ? { zones } : {}) };
}

function byFolder(rules: readonly FolderBackground[]): readonly FolderBackground[] {
  return [...rules].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

function inOrder<Name extends string>(names: readonly Name[]): readonly Name[] {
  return [...new Set(names)].sort();
}
