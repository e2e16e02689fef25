import { StudioError } from '#domain/errors.ts';

/**
 * The one of a container's entries (arrays of an archive, channels of a picture) that is meant.
 * @param key  its name; null = the only one
 * @param what  how an entry is called in messages, e.g. `array`
 * @throws NotFound for a name that is not there; InvalidOption where a name is needed; BadFile where there is no entry
 */
export function chooseEntry(
  names: readonly string[],
  key: string | null,
  file: string,
  what: string,
): string {
  const listed = names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '');
  if (names.length === 0) {
    throw new StudioError('BadFile', `${file} holds no ${what}`, { file, expected: `one ${what}`, found: 0 });
  }
  if (key !== null) {
    if (names.includes(key)) return key;
    throw new StudioError('NotFound', `${file} has no ${what} ${key}; it has ${listed}`, {
      file,
      expected: key,
      found: listed,
    });
  }
  if (names.length === 1) return names[0]!;
  throw new StudioError(
    'InvalidOption',
    `${file} holds ${names.length} ${what}s; name one: ${file}:KEY with ${listed}`,
    { file, expected: `one ${what}, or its name after a colon`, found: listed },
  );
}
