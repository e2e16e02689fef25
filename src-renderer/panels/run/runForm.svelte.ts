import { createContext } from 'svelte';
import { formatMethodSpec } from '#domain/methods/formatMethodSpec.ts';
import type { MethodSpec } from '#domain/methods/MethodSpec.ts';
import { validateNetworkOptions } from '#domain/methods/validateNetworkOptions.ts';
import { validateStereoMethod } from '#domain/methods/validateStereoMethod.ts';
import { type BlockOptions, completeBlockOptions } from '#domain/stereo/block/BlockOptions.ts';
import { blockOptionInfos } from '#domain/stereo/block/blockOptionInfos.ts';
import { blockPresets } from '#domain/stereo/block/blockPresets.ts';
import { completeFilterOptions } from '#domain/stereo/filters/FilterOptions.ts';
import { filterOptionInfos } from '#domain/stereo/filters/filterOptionInfos.ts';
import { completeGlobalOptions, type GlobalOptions } from '#domain/stereo/global/GlobalOptions.ts';
import { globalOptionInfos } from '#domain/stereo/global/globalOptionInfos.ts';
import { globalPresets } from '#domain/stereo/global/globalPresets.ts';
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
  scope = $state<'item' | 'all'>('all');
  isStarting = $state(false);
  startError = $state.raw<Error | null>(null);
  readonly sgbm: SgbmForm;
  readonly block: OptionSet<BlockOptions>;
  readonly global: OptionSet<GlobalOptions>;
  readonly network = new NetworkForm();
  readonly filters = new OptionSet(filterOptionInfos, completeFilterOptions());
  #isNetwork = $state(false);
  readonly #bench: StereoBench;
  readonly #project: Project;
  readonly #selection: Selection;
  readonly #layout: Layout;

  constructor({ project, selection, layout, bench }: Parts) {
    this.sgbm = new SgbmForm(bench);
    const blockHolder = {
      get options() {
        return bench.slot.setup.block;
      },
      set options(block) {
        bench.slot.setup = { ...bench.slot.setup, block };
      },
    };
    const globalHolder = {
      get options() {
        return bench.slot.setup.global;
      },
      set options(global) {
        bench.slot.setup = { ...bench.slot.setup, global };
      },
    };
    this.block = new OptionSet(blockOptionInfos, completeBlockOptions(), blockHolder, blockPresets);
    this.global = new OptionSet(globalOptionInfos, completeGlobalOptions(), globalHolder, globalPresets);
    this.#bench = bench;
    bench.filterWith(() => this.filters.options);
    this.#project = project;
    this.#selection = selection;
    this.#layout = layout;
  }

  static create(): RunForm {
    const [project, selection, layout] = [getProject(), getSelection(), getLayout()];
    return setRunForm(new RunForm({ project, selection, layout, bench: StereoBench.get() }));
  }

  /** A network, or the matcher of the bench's set in hand. */
  get kind(): MethodSpec['kind'] {
    return this.#isNetwork ? 'network' : this.#bench.slot.setup.kind;
  }

  set kind(kind: MethodSpec['kind']) {
    this.#isNetwork = kind === 'network';
    const { slot } = this.#bench;
    if (kind !== 'network') slot.setup = { ...slot.setup, kind };
  }

  /** Null while no network is chosen. */
  get method(): MethodSpec | null {
    if (!this.#isNetwork) return { ...this.#bench.slot.matcher, filters: this.filters.options };
    const { model, options } = this.network;
    return model === null ? null : { kind: 'network', model, options };
  }

  /** The next run uses that network. */
  useNetwork(model: string): void {
    this.kind = 'network';
    this.network.model = model;
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
