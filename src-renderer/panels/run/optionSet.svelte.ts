import type { OptionInfo } from '#domain/options/OptionInfo.ts';
import type { OptionForm } from './optionControls.ts';

/** Options that know nothing of each other: a matcher's, or those of the filters. */
export class OptionSet<
  Options extends Readonly<Record<keyof Options, number | string>>,
> implements OptionForm {
  options: Options;
  readonly infos: readonly OptionInfo<keyof Options & string>[];
  readonly #initial: Options;

  constructor(infos: readonly OptionInfo<keyof Options & string>[], initial: Options) {
    this.infos = infos;
    this.#initial = initial;
    this.options = $state.raw(initial);
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
