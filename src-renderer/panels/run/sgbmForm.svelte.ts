import { createContext } from 'svelte';
import { formatMethodSpec } from '#domain/methods/formatMethodSpec.ts';
import { completeSgbmOptions, type SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { legalRangeOf } from '#domain/options/OptionInfo.ts';
import { validateSgbmOptions } from '#domain/stereo/validateSgbmOptions.ts';
import { sgbmOptionInfos, type SgbmOptionInfo } from '#domain/stereo/sgbmOptionInfos.ts';
import { sgbmPresets } from '#domain/stereo/sgbmPresets.ts';
import { getLayout, type Layout } from '../../studio/layout.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';
import { getSelection, type Selection } from '../../studio/selection.svelte.ts';
import { StereoBench } from '../../studio/stereoBench.svelte.ts';

/** Where the sliders end; the fields beside them take the whole legal range. */
const sliderRanges: Readonly<Partial<Record<keyof SgbmOptions, readonly [number, number]>>> = {
  minDisparity: [-64, 64],
  numDisparities: [16, 512],
  blockSize: [1, 21],
  P1: [0, 3000],
  P2: [0, 12000],
  disp12MaxDiff: [-1, 20],
  preFilterCap: [1, 63],
  uniquenessRatio: [0, 50],
  speckleWindowSize: [0, 400],
  speckleRange: [0, 10],
};

/** Where a slider's steps are coarser than what the field beside it takes. */
const sliderSteps: Readonly<Partial<Record<keyof SgbmOptions, number>>> = {
  numDisparities: 16,
  blockSize: 2,
};

interface Parts {
  readonly project: Project;
  readonly selection: Selection;
  readonly layout: Layout;
  readonly bench: StereoBench;
}

/** The options of the next SGBM run: those of the bench's set in hand. They stay while the window is open. */
export class SgbmForm {
  scope = $state<'item' | 'all'>('all');
  isStarting = $state(false);
  startError = $state.raw<Error | null>(null);
  readonly infos = sgbmOptionInfos;
  readonly presets = sgbmPresets;
  readonly #project: Project;
  readonly #selection: Selection;
  readonly #layout: Layout;
  readonly #bench: StereoBench;

  constructor({ project, selection, layout, bench }: Parts) {
    this.#bench = bench;
    this.#project = project;
    this.#selection = selection;
    this.#layout = layout;
  }

  static create(): SgbmForm {
    const [project, selection, layout] = [getProject(), getSelection(), getLayout()];
    return setSgbmForm(new SgbmForm({ project, selection, layout, bench: StereoBench.get() }));
  }

  get options(): SgbmOptions {
    return this.#bench.slot.options;
  }

  set options(options: SgbmOptions) {
    this.#bench.slot.options = options;
  }

  get spec(): string {
    return formatMethodSpec({ kind: 'sgbm', options: this.options });
  }

  /** Why the options are refused, or null. */
  get invalid(): string | null {
    try {
      validateSgbmOptions(this.options);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** The preset that these options are; empty when they are nobody's. */
  get presetName(): string {
    return this.presets.find(({ options }) => isSame(options, this.options))?.name ?? '';
  }

  get itemCount(): number {
    return this.scope === 'item' ? 1 : (this.#project.summary?.itemCount ?? 0);
  }

  get canStart(): boolean {
    return !this.isStarting && this.invalid === null && this.itemCount > 0 && this.#selection.itemId !== null;
  }

  sliderRange(info: SgbmOptionInfo): readonly [number, number] {
    const [from, to] = sliderRanges[info.name] ?? [info.min!, info.max!];
    return [Math.max(info.min!, from), Math.min(info.max!, to)];
  }

  sliderStep(info: SgbmOptionInfo): number {
    return sliderSteps[info.name] ?? info.step;
  }

  /** What double-click goes back to: P1 and P2 follow the block size. */
  initialOf(name: Exclude<keyof SgbmOptions, 'mode' | 'channels'>): number {
    const { blockSize, channels } = this.options;
    return completeSgbmOptions(name === 'blockSize' ? {} : { blockSize, channels })[name];
  }

  describe(info: SgbmOptionInfo): string {
    return `${info.description}\nLegal: ${legalRangeOf(info)}${info.unit ? ` ${info.unit}` : ''}`;
  }

  /** P1 and P2 follow block size and channels as long as they were not set apart from them. */
  set<Name extends keyof SgbmOptions>(name: Name, value: SgbmOptions[Name]): void {
    const { options } = this;
    const followed = penaltiesFor(options);
    const next = { ...options, [name]: value };
    const isLeading = name === 'blockSize' || name === 'channels';
    const isFollowing = options.P1 === followed.P1 && options.P2 === followed.P2;
    this.options = isLeading && isFollowing ? { ...next, ...penaltiesFor(next) } : next;
  }

  usePreset(name: string): void {
    const preset = this.presets.find((one) => one.name === name);
    if (preset) this.options = preset.options;
  }

  reset(): void {
    this.options = completeSgbmOptions();
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

/** The penalties that go with a block size and number of channels. */
function penaltiesFor({ blockSize, channels }: SgbmOptions): Pick<SgbmOptions, 'P1' | 'P2'> {
  const { P1, P2 } = completeSgbmOptions({ blockSize, channels });
  return { P1, P2 };
}

function isSame(a: SgbmOptions, b: SgbmOptions): boolean {
  return sgbmOptionInfos.every(({ name }) => a[name] === b[name]);
}

const [getSgbmForm, setSgbmForm] = createContext<SgbmForm>();

export { getSgbmForm };
