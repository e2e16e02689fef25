import type { OptionInfo } from '#domain/options/OptionInfo.ts';
import type { StereoPreset } from '#domain/stereo/StereoPreset.ts';
import type { PresetForm } from './optionControls.ts';

/** Where a set of options is kept. */
export interface OptionHolder<Options> {
  options: Options;
}

/** Options that know nothing of each other: a matcher's, or those of the filters. */
export class OptionSet<
  Options extends Readonly<Record<keyof Options, number | string>>,
> implements PresetForm {
  readonly infos: readonly OptionInfo<keyof Options & string>[];
  readonly presets: readonly StereoPreset<Options>[];
  readonly #initial: Options;
  readonly #holder: OptionHolder<Options>;

  /** @param holder  absent: the options are kept here */
  constructor(
    infos: readonly OptionInfo<keyof Options & string>[],
    initial: Options,
    holder: OptionHolder<Options> = new OwnOptions(initial),
    presets: readonly StereoPreset<Options>[] = [],
  ) {
    this.infos = infos;
    this.presets = presets;
    this.#initial = initial;
    this.#holder = holder;
  }

  get options(): Options {
    return this.#holder.options;
  }

  set options(options: Options) {
    this.#holder.options = options;
  }

  get isChanged(): boolean {
    return this.infos.some(({ name }) => this.options[name] !== this.#initial[name]);
  }

  /** The preset that these options are; empty when they are nobody's. */
  get presetName(): string {
    const isHere = ({ options }: StereoPreset<Options>) =>
      this.infos.every(({ name }) => options[name] === this.options[name]);
    return this.presets.find(isHere)?.name ?? '';
  }

  usePreset(name: string): void {
    const preset = this.presets.find((one) => one.name === name);
    if (preset) this.options = preset.options;
  }

  valueOf(name: keyof Options & string): number | string {
    return this.options[name];
  }

  initialOf(name: keyof Options & string): number | string {
    return this.#initial[name];
  }

  set(name: keyof Options & string, value: number | string): void {
    this.options = { ...this.options, [name]: value };
  }

  reset(): void {
    this.options = this.#initial;
  }
}

class OwnOptions<Options> implements OptionHolder<Options> {
  options: Options;

  constructor(initial: Options) {
    this.options = $state.raw(initial);
  }
}
