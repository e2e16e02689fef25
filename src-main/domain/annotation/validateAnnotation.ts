import { StudioError } from '../errors.ts';
import type { Annotation, AnnotationDiff, Point, Shape } from './Annotation.ts';
import { expandRunLengths } from './rle.ts';

/**
 * Checks that a value from outside is an annotation and answers it with the known keys only.
 *
 * @throws BadRequest: a key missing or of another type, fewer than three points in a polygon's part or two in a
 *   polyline, a number that is not finite, a width that is not positive, an illegal run-length string.
 */
export function validateAnnotation(value: unknown): Annotation {
  const { id, itemId, classId, shape, note } = recordOf(value, 'annotation');
  if (typeof id !== 'string' || !/^[\w-]{1,100}$/.test(id)) {
    throw refused('annotation id', '1 to 100 letters, digits, - and _', id);
  }
  if (typeof note !== 'string') throw refused(`note of annotation ${id}`, 'a text', note);
  return {
    id,
    itemId: idOf(itemId, `itemId of annotation ${id}`),
    classId: idOf(classId, `classId of annotation ${id}`),
    shape: validateShape(shape, `shape of annotation ${id}`),
    note,
  };
}

/** Checks that a value from outside is a diff of annotations. @throws BadRequest */
export function validateDiff(value: unknown): AnnotationDiff {
  const { added, updated, removed } = recordOf(value, 'diff');
  return {
    added: listOf(added, 'diff.added').map(validateAnnotation),
    updated: listOf(updated, 'diff.updated').map((pair) => {
      const [before, after, ...rest] = listOf(pair, 'entry of diff.updated');
      if (rest.length > 0) throw refused('entry of diff.updated', 'a pair [before, after]', pair);
      const valid = [validateAnnotation(before), validateAnnotation(after)] as const;
      if (valid[0].id !== valid[1].id) {
        throw refused('entry of diff.updated', `the same id ${valid[0].id} before and after`, valid[1].id);
      }
      return valid;
    }),
    removed: listOf(removed, 'diff.removed').map(validateAnnotation),
  };
}

/** @param name what the value is, for the message. @throws BadRequest */
export function validateShape(value: unknown, name = 'shape'): Shape {
  const shape = recordOf(value, name);
  switch (shape['kind']) {
    case 'polygon': {
      const parts = listOf(shape['parts'], `parts of ${name}`).map((part) => pointsOf(part, name, 3));
      if (parts.length === 0) throw refused(name, 'at least one part', parts);
      return { kind: 'polygon', parts };
    }
    case 'polyline': {
      const widthPx = numberOf(shape['widthPx'], `widthPx of ${name}`);
      if (widthPx <= 0) throw refused(`widthPx of ${name}`, 'a width above 0', widthPx);
      return { kind: 'polyline', points: pointsOf(shape['points'], name, 2), widthPx };
    }
    case 'brush': {
      const { counts } = shape;
      if (typeof counts !== 'string') throw refused(`counts of ${name}`, 'a run-length string', counts);
      expandRunLengths(counts);
      return { kind: 'brush', counts };
    }
    default:
      throw refused(`kind of ${name}`, 'polygon, polyline or brush', shape['kind']);
  }
}

function pointsOf(value: unknown, name: string, least: number): Point[] {
  const points = listOf(value, `points of ${name}`);
  if (points.length < least) throw refused(`points of ${name}`, `at least ${least}`, points.length);
  return points.map((point) => {
    const [x, y, ...rest] = listOf(point, `point of ${name}`);
    if (rest.length > 0) throw refused(`point of ${name}`, 'two numbers', point);
    return [numberOf(x, `x of ${name}`), numberOf(y, `y of ${name}`)] as const;
  });
}

function recordOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refused(name, 'an object', value);
  }
  return value as Record<string, unknown>;
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw refused(name, 'a list', value);
  return value;
}

function numberOf(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refused(name, 'a finite number', value);
  return value === 0 ? 0 : value;
}

function idOf(value: unknown, name: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 1)
    throw refused(name, 'a whole number above 0', value);
  return value as number;
}

function refused(name: string, expected: string, value: unknown): StudioError {
  const found =
    typeof value === 'string' || typeof value === 'number' ? value : (JSON.stringify(value) ?? 'nothing');
  const short = String(found).slice(0, 80);
  return new StudioError('BadRequest', `${name}: expected ${expected}, found ${short}`, {
    expected,
    found: short,
  });
}
