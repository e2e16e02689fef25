import type { ExchangeItem } from './AnnotationSet.ts';

/**
 * The item that a file name in an annotation file means: the one of that name or whose left picture it is, or else the
 * only one whose picture's path or name ends with it, or else the only one whose picture has the same name without
 * folders and extension.
 *
 * @returns the item, or a sentence saying why there is none.
 */
export function findItem(items: readonly ExchangeItem[], fileName: string): ExchangeItem | string {
  const path = fileName.replaceAll('\\', '/').replace(/^\.?\//, '');
  const rules: readonly ((item: ExchangeItem) => boolean)[] = [
    (item) => item.fileName === path || item.name === path,
    (item) => item.name === withoutExtension(path),
    (item) => item.fileName.endsWith(`/${path}`) || `/${item.name}`.endsWith(`/${withoutExtension(path)}`),
    (item) => stem(item.fileName) === stem(path),
  ];
  for (const rule of rules) {
    const found = items.filter(rule);
    if (found.length === 1) return found[0]!;
    if (found.length > 1) {
      return `${fileName} matches ${found.length} items (${found[0]!.name}, ${found[1]!.name}, …)`;
    }
  }
  return `${fileName} matches no item`;
}

/** The name of a file without folders and extension. */
export function stem(path: string): string {
  return withoutExtension(path.slice(path.lastIndexOf('/') + 1));
}

function withoutExtension(path: string): string {
  return path.replace(/\.(png|jpe?g|pgm|ppm|pnm|bmp|webp|tiff?)$/i, '');
}
