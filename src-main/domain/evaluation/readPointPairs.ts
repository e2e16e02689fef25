import { StudioError } from '../errors.ts';
import type { PointPair } from '../metrics/ordinalAccuracy.ts';

/**
 * The point pairs of one picture from DA-2K's annotations: an object of lists by picture, points as [row, column], and
 * which of the two is closer.
 *
 * @param document  what JSON.parse gave.
 * @param picture   its key, or what it ends with; null where the document has one picture only.
 * @throws BadFile for another form; NotFound where no picture, or more than one, is meant
 * Source: Depth Anything V2, DA-2K.md.
 */
export function readPointPairs(
  document: unknown,
  { file, picture }: { readonly file: string; readonly picture: string | null },
): readonly PointPair[] {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw bad(file, 'the document', 'an object of lists of point pairs by picture', document);
  }
  const names = Object.keys(document);
  const meant =
    picture === null ? names : names.filter((name) => name === picture || name.endsWith(`/${picture}`));
  if (meant.length !== 1) {
    const known = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
    const which = picture === null ? 'says not which' : `${picture} is ${meant.length} of them`;
    throw new StudioError(
      'NotFound',
      `${file} has point pairs of ${names.length} pictures (${known}); ${which}`,
      {
        file,
        expected: 'one picture',
        found: meant.length,
      },
    );
  }
  const pairs: unknown = (document as Record<string, unknown>)[meant[0]!];
  if (!Array.isArray(pairs)) throw bad(file, meant[0]!, 'a list of point pairs', pairs);
  return pairs.map((pair: unknown, i) => readPair(pair, `${meant[0]}[${i}]`, file));
}

function readPair(value: unknown, place: string, file: string): PointPair {
  if (typeof value !== 'object' || value === null) throw bad(file, place, 'a pair of points', value);
  const { point1, point2, closer_point: closer } = value as Record<string, unknown>;
  if (closer !== 'point1' && closer !== 'point2') {
    throw bad(file, `${place}.closer_point`, 'point1 or point2', closer);
  }
  return {
    first: readPoint(point1, `${place}.point1`, file),
    second: readPoint(point2, `${place}.point2`, file),
    nearer: closer === 'point1' ? 'first' : 'second',
  };
}

function readPoint(value: unknown, place: string, file: string): PointPair['first'] {
  const isPoint =
    Array.isArray(value) && value.length === 2 && value.every((n) => Number.isInteger(n) && n >= 0);
  if (!isPoint) throw bad(file, place, '[row, column] in whole pixels', value);
  const [row, column] = value as [number, number];
  return [column, row];
}

function bad(file: string, place: string, expected: string, found: unknown): StudioError {
  const shown = (JSON.stringify(found) ?? 'nothing').slice(0, 60);
  return new StudioError('BadFile', `${file}: ${place} must be ${expected}, found ${shown}`, {
    file,
    expected,
    found: shown,
  });
}
