import { completeSgbmOptions, type SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { sgbmOptionInfos } from '#domain/stereo/sgbmOptionInfos.ts';
import { sgbmPresets } from '#domain/stereo/sgbmPresets.ts';
import type { StereoBench } from '../../studio/stereoBench.svelte.ts';
import type { PresetForm } from './optionControls.ts';

/** SGBM's options: those of the bench's set in hand. */
export class SgbmForm implements PresetForm {
  readonly infos = sgbmOptionInfos;
  readonly presets = sgbmPresets;
  readonly #bench: StereoBench;

  constructor(bench: StereoBench) {
    this.#bench = bench;
  }

  get options(): SgbmOptions {
    return this.#bench.slot.setup.sgbm;
  }

  set options(options: SgbmOptions) {
    const { slot } = this.#bench;
    slot.setup = { ...slot.setup, sgbm: options };
  }

  /** The preset that these options are; empty when they are nobody's. */
  get presetName(): string {
    return this.presets.find(({ options }) => isSame(options, this.options))?.name ?? '';
  }

  valueOf(name: keyof SgbmOptions): number | string {
    return this.options[name];
  }

  /** P1 and P2 follow block size and channels. */
  initialOf(name: keyof SgbmOptions): number | string {
    const { blockSize, channels } = this.options;
    const isLeading = name === 'blockSize' || name === 'channels';
    return completeSgbmOptions(isLeading ? {} : { blockSize, channels })[name];
  }

  /** P1 and P2 follow block size and channels as long as they were not set apart from them. */
  set(name: keyof SgbmOptions, value: number | string): void {
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
}

/** The penalties that go with a block size and number of channels. */
function penaltiesFor({ blockSize, channels }: SgbmOptions): Pick<SgbmOptions, 'P1' | 'P2'> {
  const { P1, P2 } = completeSgbmOptions({ blockSize, channels });
  return { P1, P2 };
}

function isSame(a: SgbmOptions, b: SgbmOptions): boolean {
  return sgbmOptionInfos.every(({ name }) => a[name] === b[name]);
}
