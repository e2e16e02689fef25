import { legalRangeOf, type OptionInfo } from '#domain/options/OptionInfo.ts';

/** A set of options that OptionFields shows and changes. */
export interface OptionForm {
  readonly infos: readonly OptionInfo[];
  valueOf(name: string): number | string;
  /** What double-click goes back to. */
  initialOf(name: string): number | string;
  set(name: string, value: number | string): void;
}

/** A set of options that starts from one of several presets. */
export interface PresetForm extends OptionForm {
  readonly presets: readonly { readonly name: string; readonly description: string }[];
  /** The preset that these options are; empty when they are nobody's. */
  readonly presetName: string;
  usePreset(name: string): void;
  /** Back to the studio's defaults. */
  reset(): void;
}

/** Where the sliders end; the fields beside them take the whole legal range. */
const sliderRanges: Readonly<Record<string, readonly [number, number]>> = {
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
  textureThreshold: [0, 20],
  dataTruncation: [1, 128],
  smoothness: [0, 60],
  smoothnessTruncation: [0, 128],
  iterations: [1, 20],
  leftRightMaxDiff: [-1, 5],
  speckleSize: [0, 400],
  speckleMaxDiff: [0, 10],
  lambda: [0, 20_000],
  sigmaColor: [0.1, 20],
  inputSize: [0, 1792],
};

/** Where a slider's steps are coarser than what the field beside it takes, or finer than 1. */
const sliderSteps: Readonly<Record<string, number>> = {
  numDisparities: 16,
  blockSize: 2,
  textureThreshold: 0.5,
  leftRightMaxDiff: 0.5,
  speckleMaxDiff: 0.5,
  lambda: 500,
  sigmaColor: 0.1,
  inputSize: 14,
};

export function sliderRangeOf({ name, min, max }: OptionInfo): readonly [number, number] {
  const [from, to] = sliderRanges[name] ?? [min!, max!];
  return [Math.max(min!, from), Math.min(max!, to)];
}

export function sliderStepOf({ name, step }: OptionInfo): number {
  return sliderSteps[name] ?? step;
}

/** What the option means and what it takes, said on hover. */
export function describeOption(info: OptionInfo): string {
  return `${info.description}\nLegal: ${legalRangeOf(info)}${info.unit ? ` ${info.unit}` : ''}`;
}

/** The few values that an option takes, by what they are called; null where it is a range. */
export function segmentsOf({
  name,
  choices,
}: OptionInfo): readonly { readonly value: string; readonly label: string }[] | null {
  if (name === 'channels') {
    return [
      { value: '1', label: 'grey' },
      { value: '3', label: 'colour' },
    ];
  }
  return choices.length === 0 ? null : choices.map((choice) => ({ value: choice, label: choice }));
}
