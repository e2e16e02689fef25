import type { AnnotationSet } from './AnnotationSet.ts';
import { classMasks } from './classMasks.ts';
import type { ItemMask } from './ItemMask.ts';

/** The annotations as one mask per item and class that has any; made one at a time, as they are asked for. */
export function* exportMasks({ items, classes, annotations }: AnnotationSet): Generator<ItemMask> {
  for (const item of items) {
    const own = annotations.filter(({ itemId }) => itemId === item.id);
    for (const { name, mask } of classMasks(own, classes, item)) {
      yield { className: name, itemName: item.name, mask };
    }
  }
}
