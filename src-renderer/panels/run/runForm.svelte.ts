import { createContext } from 'svelte';
import { formatMethodSpec } from '#domain/methods/formatMethodSpec.ts';
import type { MethodSpec, StereoMethod } from '#domain/methods/MethodSpec.ts';
import { validateNetworkOptions } from '#domain/methods/validateNetworkOptions.ts';
import { validateStereoMethod } from '#domain/methods/validateStereoMethod.ts';
import { completeBlockOptions } from '#domain/stereo/block/BlockOptions.ts';
import { blockOptionInfos } from '#domain/stereo/block/blockOptionInfos.ts';
import { completeFilterOptions } from '#domain/stereo/filters/FilterOptions.ts';
import { filterOptionInfos } from '#domain/stereo/filters/filterOptionInfos.ts';
import { completeGlobalOptions } from '#domain/stereo/global/GlobalOptions.ts';
import { globalOptionInfos } from '#domain/stereo/global/globalOptionInfos.ts';
import { getLayout, type Layout } from '../../studio/layout.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';
import { getSelection, type Selection } from '../../studio/selection.svelte.ts';
import { StereoBench } from '../../studio/stereoBench.svelte.ts';
import { NetworkForm } from './networkForm.svelte.ts';
import { OptionSet } from './optionSet.svelte.ts';
import { SgbmForm } from './sgbmForm.svelte.ts';

interface Parts {
  readonly project: Project;
  readonly selection: Selection;
  readonly layout: Layout;
  readonly bench: StereoBench;
}

/** The method of the next run, and what it runs on. It stays while the window is open. */
export class RunForm {
  kind = $state<MethodSpec['kind']>('sgbm');
  scope = $state<'item' | 'all'>('all');
  isStarting = $state(false);
  startError = $state.raw<Error | null>(null);
  readonly sgbm: SgbmForm;
  readonly block = new OptionSet(blockOptionInfos, completeBlockOptions());
  readonly global = new OptionSet(globalOptionInfos, completeGlobalOptions());
  readonly network = new NetworkForm();
  readonly filters = new OptionSet(filterOptionInfos, completeFilterOptions());
  readonly #project: Project;
  readonly #selection: Selection;
  readonly #layout: Layout;

  constructor({ project, selection, layout, bench }: Parts) {
    this.sgbm = new SgbmForm(bench);
    bench.filterWith(() => this.filters.options);
    this.#project = project;
    this.#selection = selection;
    this.#layout = layout;
  }

  static create(): RunForm {
    const [project, selection, layout] = [getProject(), getSelection(), getLayout()];
    return setRunForm(new RunForm({ project, selection, layout, bench: StereoBench.get() }));
  }

  /** Null while no network is chosen. */
  get method(): MethodSpec | null {
    if (this.kind !== 'network') return this.#matcher(this.kind);
    const { model, options } = this.network;
    return model === null ? null : { kind: 'network', model, options };
  }

  /** The next run uses that network. */
  useNetwork(model: string): void {
    this.kind = 'network';
    this.network.model = model;
  }

  #matcher(kind: StereoMethod['kind']): StereoMethod {
    const filters = this.filters.options;
    switch (kind) {
      case 'sgbm':
        return { kind: 'sgbm', options: this.sgbm.options, filters };
      case 'block':
        return { kind: 'block', options: this.block.options, filters };
      case 'global':
        return { kind: 'global', options: this.global.options, filters };
    }
  }

  /** As on the command line; null while no network is chosen. */
  get spec(): string | null {
    return this.method && formatMethodSpec(this.method);
  }

  /** Why the options are refused, or null. */
  get invalid(): string | null {
    const { method } = this;
    try {
      if (method?.kind === 'network') validateNetworkOptions(method.options);
      else if (method) validateStereoMethod(method);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  get itemCount(): number {
    return this.scope === 'item' ? 1 : (this.#project.summary?.itemCount ?? 0);
  }

  get canStart(): boolean {
    if (this.isStarting || this.method === null || this.invalid !== null) return false;
    return this.itemCount > 0 && this.#selection.itemId !== null;
  }

  async start(): Promise<void> {
    const { itemId } = this.#selection;
    const { spec } = this;
    if (!this.canStart || itemId === null || spec === null) return;
    this.isStarting = true;
    this.startError = null;
    try {
      await this.#project.startRun(spec, this.scope === 'item' ? [itemId] : null);
    } catch (error) {
      this.startError = error instanceof Error ? error : new Error(String(error));
      this.#layout.show('run');
    } finally {
      this.isStarting = false;
    }
  }
}

const [getRunForm, setRunForm] = createContext<RunForm>();

export { getRunForm };
