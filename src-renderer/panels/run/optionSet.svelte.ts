import type { OptionInfo } from '#domain/options/OptionInfo.ts';
import type { OptionForm } from './optionControls.ts';

/** Where a set of options is kept. */
export interface OptionHolder<Options> {
  options: Options;
}

/** Options that know nothing of each other: a matcher's, or those of the filters. */
export class OptionSet<
  Options extends Readonly<Record<keyof Options, number | string>>,
> implements OptionForm {
  readonly infos: readonly OptionInfo<keyof Options & string>[];
  readonly #initial: Options;
  readonly #holder: OptionHolder<Options>;

  /** @param holder  absent: the options are kept here */
  constructor(
    infos: readonly OptionInfo<keyof Options & string>[],
    initial: Options,
    holder: OptionHolder<Options> = new OwnOptions(initial),
  ) {
    this.infos = infos;
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
