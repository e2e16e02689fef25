import { isStudioError } from '../errors.ts';
import { readPointPairs } from '../evaluation/readPointPairs.ts';
import type { AnnotationImport, AnnotationSet } from './AnnotationSet.ts';
import { ImportCollector } from './ImportCollector.ts';
import { itemFinder } from './itemFinder.ts';
import { orderedPairClass, shapeOfPair } from './orderedPairs.ts';

/**
 * The point pairs of a dataset in DA-2K's form as lines of the class orderedPairClass, which the project must have. What
 * cannot be taken over is left out with a warning.
 *
 * @throws BadFile where the document is no object of lists by picture
 */
export function importPointPairs(
  document: unknown,
  project: AnnotationSet,
  { file, newId }: { readonly file: string; readonly newId: () => string },
): AnnotationImport {
  const collector = new ImportCollector(project.annotations, newId);
  const classId = project.classes.find(({ name }) => name === orderedPairClass)!.id;
  const find = itemFinder(project.items);
  const pictures =
    typeof document === 'object' && document !== null && !Array.isArray(document)
      ? Object.entries(document)
      : [];
  // Refused by name there.
  if (pictures.length === 0) readPointPairs(document, { file, picture: null });
  for (const [picture, listed] of pictures) {
    const item = find(picture);
    if (typeof item === 'string') {
      collector.warn(`picture ${item}`);
      continue;
    }
    try {
      for (const pair of readPointPairs({ [picture]: listed as unknown }, { file, picture: null })) {
        const isInside = [pair.first, pair.second].every(([x, y]) => x < item.width && y < item.height);
        if (isInside) collector.take({ itemId: item.id, classId, shape: shapeOfPair(pair), note: '' }, null);
        else
          collector.warn(
            `a pair of ${picture} lies outside its ${item.width}×${item.height} pixels; left out`,
          );
      }
    } catch (error) {
      if (!isStudioError(error)) throw error;
      collector.warn(`${error.message}; left out`);
    }
  }
  return collector.result();
}
