import { InvalidArgumentError } from 'commander';

/** For commander: an option's text as a whole number. */
export function integer(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value))
    throw new InvalidArgumentError('a whole number is expected.');
  return value;
}

/** For commander: an option's text as a whole number from `least` to `most`. */
export function integerFrom(least: number, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} up` : `from ${least} to ${most}`;
  return (text) => {
    const value = integer(text);
    if (value < least || value > most) throw new InvalidArgumentError(`a whole number ${range} is expected.`);
    return value;
  };
}

/** For commander: an option's text as a finite number. */
export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('a number is expected.');
  return value;
}

/** For commander: numbers with commas between them. */
export function numbers(text: string): number[] {
  return text.split(',').map(number);
}

/** For commander: a repeatable option. */
export function repeated(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), text];
}
