import type { Recipe, RegionRule } from '#domain/evaluation/Recipe.ts';
import type { MetricFamily } from '#domain/metrics/metricFamilies.ts';
import type { Protocol } from '#domain/evaluation/protocols/Protocol.ts';
import { protocolNamed, protocolsOf } from '#domain/evaluation/protocols/protocols.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { recipeLabel } from '#domain/evaluation/recipeLabel.ts';
import { validateRecipe } from '#domain/evaluation/validateRecipe.ts';
import { getLayout, type Layout } from '../../studio/layout.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';

/** The recipe as it is being edited; it comes into force only when it is applied. */
export class RecipeForm {
  isSaving = $state(false);
  error = $state.raw<Error | null>(null);
  #draft = $state.raw<Recipe | null>(null);
  readonly #project: Project;
  readonly #layout: Layout;

  constructor(project: Project, layout: Layout) {
    this.#project = project;
    this.#layout = layout;
  }

  static create(): RecipeForm {
    return new RecipeForm(getProject(), getLayout());
  }

  /** Null without a project. */
  get recipe(): Recipe | null {
    return this.#draft ?? this.#project.summary?.recipe.recipe ?? null;
  }

  get label(): string {
    return this.recipe ? recipeLabel(this.recipe) : '';
  }

  get runCount(): number {
    return this.#project.summary?.runs.length ?? 0;
  }

  get isChanged(): boolean {
    return (
      JSON.stringify(this.#draft ?? null) !==
      JSON.stringify(this.#draft && this.#project.summary?.recipe.recipe)
    );
  }

  /** Why the recipe is refused, or null. */
  get invalid(): string | null {
    if (!this.recipe) return null;
    try {
      validateRecipe(this.recipe);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  change(part: Partial<Recipe>): void {
    if (this.recipe) this.#draft = { ...this.recipe, ...part };
  }

  changeMask(part: Partial<Recipe['mask']>): void {
    if (this.recipe) this.change({ mask: { ...this.recipe.mask, ...part } });
  }

  changeSsim(part: Partial<Recipe['ssim']>): void {
    if (this.recipe) this.change({ ssim: { ...this.recipe.ssim, ...part } });
  }

  changeRegions(part: Partial<RegionRule>): void {
    if (this.recipe) this.change({ regions: { ...this.recipe.regions, ...part } });
  }

  changeStrata(part: NonNullable<Recipe['strata']>): void {
    if (this.recipe) this.change({ strata: { ...this.recipe.strata, ...part } });
  }

  /** Another quantity has other units: its bounds start from the defaults. */
  changeQuantity(quantity: Recipe['quantity']): void {
    if (!this.recipe || quantity === this.recipe.quantity) return;
    const { regions } = defaultRecipe(quantity);
    this.change({
      quantity,
      clip: null,
      regions: { ...this.recipe.regions, errorAbove: regions.errorAbove },
    });
    this.changeSsim({ dataRange: 'ground-truth-span' });
  }

  toggleIgnored(name: string, isIgnored: boolean): void {
    const others = this.recipe?.mask.ignoredClasses.filter((one) => one !== name) ?? [];
    this.changeMask({ ignoredClasses: isIgnored ? [...others, name] : others });
  }

  toggleFamily(family: MetricFamily, isWanted: boolean): void {
    const others = this.recipe?.families?.filter((one) => one !== family) ?? [];
    this.change({ families: isWanted ? [...others, family] : others });
  }

  /** The protocols whose recipe this is. */
  get protocols(): readonly Protocol[] {
    return this.recipe ? protocolsOf(this.recipe) : [];
  }

  /** Takes a protocol's recipe; what counts as a failure region stays. */
  useProtocol(id: string): void {
    if (!this.recipe || id === '') return;
    const { recipe } = protocolNamed(id);
    const regions = recipe.quantity === this.recipe.quantity ? this.recipe.regions : recipe.regions;
    this.#draft = this.#ofFolders({ ...recipe, regions });
  }

  useDefaults(): void {
    if (this.recipe) this.#draft = this.#ofFolders(defaultRecipe(this.recipe.quantity));
  }

  /** What is background belongs to the folders, whatever recipe is taken. */
  #ofFolders(recipe: Recipe): Recipe {
    const background = this.recipe?.mask.background;
    return background === undefined ? recipe : { ...recipe, mask: { ...recipe.mask, background } };
  }

  close(): void {
    this.#draft = null;
    this.error = null;
    this.#layout.dialog = null;
  }

  async apply(): Promise<void> {
    if (!this.recipe) return;
    this.isSaving = true;
    this.error = null;
    try {
      await this.#project.setRecipe(this.recipe);
      this.close();
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.isSaving = false;
    }
  }
}
