import type { OptionInfo } from './OptionInfo.ts';

interface NumberForm<Name extends string> {
  readonly name: Name;
  /** Legal range, both ends included. */
  readonly range: readonly [number, number];
  /** Whole numbers are multiples of this; 1 where it is left out. */
  readonly step?: number;
  readonly unit?: string;
  readonly initial: number;
  readonly description: string;
}

/** An option that takes whole numbers. */
export function integerOption<Name extends string>(form: NumberForm<Name>): OptionInfo<Name> {
  return numeric('integer', form);
}

/** An option that takes any number of its range. */
export function numberOption<Name extends string>(form: NumberForm<Name>): OptionInfo<Name> {
  return numeric('number', form);
}

/** An option that takes one of a few words. */
export function choiceOption<Name extends string>(form: {
  readonly name: Name;
  readonly choices: readonly string[];
  readonly initial: string;
  readonly description: string;
}): OptionInfo<Name> {
  return { ...form, unit: '', kind: 'choice', min: null, max: null, step: 1 };
}

function numeric<Name extends string>(
  kind: 'integer' | 'number',
  { name, range: [min, max], step = 1, unit = '', initial, description }: NumberForm<Name>,
): OptionInfo<Name> {
  return { name, description, unit, kind, min, max, step, choices: [], initial };
}
