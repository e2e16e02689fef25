import type { ExchangeItem } from './AnnotationSet.ts';
import { findItem, stem } from './findItem.ts';

/** findItem for many file names: each looks only at the items that its last part may mean. */
export function itemFinder(items: readonly ExchangeItem[]): (fileName: string) => ExchangeItem | string {
  const byName = new Map<string, Set<ExchangeItem>>();
  for (const item of items) {
    for (const name of [stem(item.fileName), lastPart(item.name)]) {
      const known = byName.get(name);
      if (known) known.add(item);
      else byName.set(name, new Set([item]));
    }
  }
  return (fileName) => {
    const meant = [stem(fileName.replaceAll('\\', '/')), lastPart(fileName.replaceAll('\\', '/'))];
    const likely = new Set(meant.flatMap((name) => [...(byName.get(name) ?? [])]));
    return findItem([...likely], fileName);
  };
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
