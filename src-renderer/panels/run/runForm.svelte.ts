import { createContext } from 'svelte';
import { formatMethodSpec } from '#domain/methods/formatMethodSpec.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
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
  kind = $state<StereoMethod['kind']>('sgbm');
  scope = $state<'item' | 'all'>('all');
  isStarting = $state(false);
  startError = $state.raw<Error | null>(null);
  readonly sgbm: SgbmForm;
  readonly block = new OptionSet(blockOptionInfos, completeBlockOptions());
  readonly global = new OptionSet(globalOptionInfos, completeGlobalOptions());
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

  get method(): StereoMethod {
    const filters = this.filters.options;
    switch (this.kind) {
      case 'sgbm':
        return { kind: 'sgbm', options: this.sgbm.options, filters };
      case 'block':
        return { kind: 'block', options: this.block.options, filters };
      case 'global':
        return { kind: 'global', options: this.global.options, filters };
    }
  }

  get spec(): string {
    return formatMethodSpec(this.method);
  }

  /** Why the options are refused, or null. */
  get invalid(): string | null {
    try {
      validateStereoMethod(this.method);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  get itemCount(): number {
    return this.scope === 'item' ? 1 : (this.#project.summary?.itemCount ?? 0);
  }

  get canStart(): boolean {
    return !this.isStarting && this.invalid === null && this.itemCount > 0 && this.#selection.itemId !== null;
  }

  async start(): Promise<void> {
    const { itemId } = this.#selection;
    if (!this.canStart || itemId === null) return;
    this.isStarting = true;
    this.startError = null;
    try {
      await this.#project.startRun(this.spec, this.scope === 'item' ? [itemId] : null);
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
