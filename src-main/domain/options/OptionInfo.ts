/** What a form, a help text or a check needs to know about one option of a method. */
export interface OptionInfo<Name extends string = string> {
  readonly name: Name;
  readonly description: string;
  readonly unit: string;
  readonly kind: 'integer' | 'number' | 'choice';
  /** Legal range, both ends included; null for a choice. */
  readonly min: number | null;
  readonly max: number | null;
  /** Where kind is `integer`, the value is a multiple of this. */
  readonly step: number;
  readonly choices: readonly string[];
  readonly initial: number | string;
}

/** The legal range of an option in words: `a multiple of 16 from 16 to 2032`, `one of sgbm, hh`. */
export function legalRangeOf(info: OptionInfo): string {
  if (info.kind === 'choice') return `one of ${info.choices.join(', ')}`;
  if (info.kind === 'number') return `a number from ${info.min} to ${info.max}`;
  const steps = info.step === 1 ? 'a whole number' : `a multiple of ${info.step}`;
  return `${steps} from ${info.min} to ${info.max}`;
}
