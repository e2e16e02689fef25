const splits: readonly (readonly [RegExp, string])[] = [
  [/^train(ing)?[\w-]*$/i, 'training'],
  [/^val(idation)?[\w-]*$/i, 'validation'],
  [/^test(ing)?[\w-]*$/i, 'test'],
];

/** Which split a folder's name on the path says the file belongs to; null where none does. */
export function splitOfFolders(path: string): string | null {
  for (const part of path.split('/').slice(0, -1)) {
    const known = splits.find(([form]) => form.test(part));
    if (known) return known[1];
  }
  return null;
}
