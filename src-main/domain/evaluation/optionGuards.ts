import { StudioError } from '../errors.ts';

/**
 * Guards for values from outside, each naming the option, what was found and what is legal.
 * @throws InvalidOption
 */
export function objectOf<Key extends string, Optional extends string = never>(
  value: unknown,
  option: string,
  keys: readonly Key[],
  optional: readonly Optional[] = [],
): Readonly<Record<Key | Optional, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse(option, `an object with ${keys.join(', ')}`, value);
  }
  const known: readonly string[] = [...keys, ...optional];
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  if (unknown.length > 0) refuse(option, `no keys but ${known.join(', ')}`, unknown.join(', '));
  const missing = keys.filter((key) => !(key in value));
  if (missing.length > 0) refuse(option, `an object with ${keys.join(', ')}`, `no ${missing.join(', ')}`);
  return value as Record<Key | Optional, unknown>;
}

export function choiceOf<const Choice extends string>(
  value: unknown,
  option: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((candidate) => candidate === value);
  return choice ?? refuse(option, `one of ${choices.join(', ')}`, value);
}

export function numberOf(value: unknown, option: string, min: number, max: number, legal: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max) {
    refuse(option, legal, value);
  }
  return value;
}

export function listOf<Entry>(
  value: unknown,
  option: string,
  read: (entry: unknown, option: string) => Entry,
): readonly Entry[] {
  if (!Array.isArray(value)) refuse(option, 'a list', value);
  return value.map((entry, i) => read(entry, `${option}[${i}]`));
}

/** `{ [key]: read(value) }`, or nothing where the setting is left out. */
export function given<Key extends string, const Value>(
  settings: Readonly<Partial<Record<Key, unknown>>>,
  key: Key,
  read: (value: unknown) => Value,
): Partial<Record<Key, Value>> {
  const value = settings[key];
  return value === undefined ? {} : ({ [key]: read(value) } as Partial<Record<Key, Value>>);
}

export function refuse(option: string, legal: string, found: unknown): never {
  const text = typeof found === 'string' ? found : (JSON.stringify(found) ?? 'nothing');
  throw new StudioError('InvalidOption', `${option} must be ${legal}, found ${text}`, {
    option,
    expected: legal,
    found: text,
  });
}
