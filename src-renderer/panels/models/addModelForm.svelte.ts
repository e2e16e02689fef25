import type { ModelInspectionAnswer } from '#api/contract.ts';
import type {
  ModelInput,
  ModelManifest,
  PredictedQuantity,
  ResizeRule,
} from '#domain/networks/ModelManifest.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { getLayout, type Layout } from '../../studio/layout.svelte.ts';
import { Latest } from '../../studio/latest.svelte.ts';
import { getModels, type Models } from '../../studio/models.svelte.ts';
import { getSelection, type Selection } from '../../studio/selection.svelte.ts';

/** How pictures are normalised, by the names that people know. */
const normalisations = {
  imagenet: { divisor: 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  half: { divisor: 255, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  unit: { divisor: 255, mean: [0, 0, 0], std: [1, 1, 1] },
  none: { divisor: 1, mean: [0, 0, 0], std: [1, 1, 1] },
} as const satisfies Readonly<Record<string, ModelInput['normalise']>>;
export type Normalisation = keyof typeof normalisations;

/** An ONNX file on its way to becoming a network: inspected, tried on the selected item, described, kept. */
export class AddModelForm {
  path = $state<string | null>(null);
  inspection = $state.raw<ModelInspectionAnswer | null>(null);
  /** As it stands, changed by the fields. */
  manifest = $state.raw<ModelManifest | null>(null);
  error = $state.raw<Error | null>(null);
  isBusy = $state(false);
  /** The map of the selected item under the manifest as it stood. */
  readonly trial = new Latest<Raster>();
  #isDescribedLikeKnown = $state(false);
  readonly #models: Models;
  readonly #layout: Layout;
  readonly #selection: Selection;

  constructor(models: Models, layout: Layout, selection: Selection) {
    this.#models = models;
    this.#layout = layout;
    this.#selection = selection;
  }

  static create(): AddModelForm {
    return new AddModelForm(getModels(), getLayout(), getSelection());
  }

  get itemId(): number | null {
    return this.#selection.itemId;
  }

  /** Where the description comes from. */
  get reasons(): readonly string[] {
    const known = this.#models.addedAs;
    if (!known || !this.#isDescribedLikeKnown) return this.inspection?.reasons ?? [];
    return [`described as ${known.name} is in the catalogue; the names of its tensors are the file’s`];
  }

  async inspect(path: string): Promise<void> {
    this.path = path;
    await this.#guarded(async () => {
      this.inspection = await this.#models.inspect(path);
      this.manifest = describedLike(this.#models.addedAs, this.inspection.manifest);
      this.#isDescribedLikeKnown = this.manifest !== this.inspection.manifest;
      this.tryOut();
    });
  }

  change(changes: Partial<Pick<ModelManifest, 'id' | 'name'>>): void {
    if (this.manifest) this.manifest = { ...this.manifest, ...changes };
  }

  setQuantity(quantity: PredictedQuantity): void {
    if (!this.manifest) return;
    const isStereo = quantity === 'disparity:px' && this.manifest.output.formula.kind !== 'identity';
    const formula = isStereo ? this.manifest.output.formula : ({ kind: 'identity', scale: 1 } as const);
    this.manifest = { ...this.manifest, output: { ...this.manifest.output, quantity, formula } };
  }

  setResize(changes: Partial<ModelInput['resize']> & { readonly rule?: ResizeRule }): void {
    this.#changeInput((input) => ({ ...input, resize: { ...input.resize, ...changes } }));
  }

  setNormalisation(name: Normalisation): void {
    this.#changeInput((input) => ({ ...input, normalise: normalisations[name] }));
  }

  /** Empty where the manifest's numbers are none of those known by name. */
  get normalisation(): Normalisation | '' {
    const now = JSON.stringify(this.manifest?.input?.normalise);
    const names = Object.keys(normalisations) as Normalisation[];
    return names.find((name) => JSON.stringify(normalisations[name]) === now) ?? '';
  }

  /** Runs the network on the selected item. */
  tryOut(): void {
    const { path, manifest, itemId } = this;
    if (path === null || manifest === null || itemId === null) return;
    void this.trial.load((signal) => this.#models.tryOn(path, manifest, itemId, signal));
  }

  async save(): Promise<void> {
    const { path, manifest } = this;
    if (path === null || manifest === null) return;
    await this.#guarded(async () => {
      await this.#models.add(path, manifest);
      this.close('models');
    });
  }

  close(next: 'models' | null = null): void {
    this.path = null;
    this.inspection = null;
    this.manifest = null;
    this.error = null;
    this.trial.clear();
    this.#models.addedAs = null;
    this.#layout.dialog = next;
  }

  #changeInput(change: (input: ModelInput) => ModelInput): void {
    if (this.manifest?.input) this.manifest = { ...this.manifest, input: change(this.manifest.input) };
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.error = null;
    try {
      await work();
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.isBusy = false;
    }
  }
}

/** A file's own inputs and outputs with what is known of the network that it is said to be. */
function describedLike(known: ModelManifest | null, found: ModelManifest): ModelManifest {
  const feeds = found.input?.feeds ?? [];
  if (!known?.input || !found.input || known.input.feeds.length !== feeds.length) return found;
  return {
    ...known,
    id: `${known.id}-own`,
    files: found.files,
    input: {
      ...known.input,
      feeds: known.input.feeds.map((feed, i) => ({ ...feed, tensorName: feeds[i]!.tensorName })),
      layout: found.input.layout,
    },
    output: { ...known.output, tensorName: found.output.tensorName },
  };
}
