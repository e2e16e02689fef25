import type {
  Annotation,
  AnnotationClass,
  AnnotationDiff,
  Point,
  Shape,
} from '#domain/annotation/Annotation.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { StudioError } from '#domain/errors.ts';
import { integer, list, number, object, oneOf, text } from './bodyGuards.ts';

/** Guards for records that requests carry. What a record means (known class, legal outline) the stores check. */

/** Calibration at the item's own resolution. @throws BadRequest */
export function rigIn(
  value: unknown,
  field: string,
  item: { readonly width: number; readonly height: number },
): StereoRig {
  const given = object(value, field);
  const rig: StereoRig = {
    focalPx: positive(given.focalPx, `${field}.focalPx`),
    cxPx: number(given.cxPx, `${field}.cxPx`),
    cyPx: number(given.cyPx, `${field}.cyPx`),
    baselineM: given.baselineM === null ? null : positive(given.baselineM, `${field}.baselineM`),
    doffsPx: number(given.doffsPx, `${field}.doffsPx`),
    width: integer(given.width, `${field}.width`, 1),
    height: integer(given.height, `${field}.height`, 1),
  };
  if (rig.width === item.width && rig.height === item.height) return rig;
  const expected = `${item.width}×${item.height}`;
  const found = `${rig.width}×${rig.height}`;
  throw new StudioError('BadRequest', `${field} must be given at ${expected} px, found ${found}`, {
    field,
    expected,
    found,
  });
}

export function annotationDiffIn(value: unknown, field: string): AnnotationDiff {
  const diff = object(value, field);
  return {
    added: list(diff.added, `${field}.added`, annotationIn),
    updated: list(diff.updated, `${field}.updated`, (pair, place) => {
      const [before, after] = list(pair, place, annotationIn);
      if (before && after) return [before, after] as const;
      throw new StudioError('BadRequest', `${place} must be a pair [before, after]`, { field: place });
    }),
    removed: list(diff.removed, `${field}.removed`, annotationIn),
  };
}

function annotationIn(value: unknown, field: string): Annotation {
  const given = object(value, field);
  return {
    id: text(given.id, `${field}.id`),
    itemId: integer(given.itemId, `${field}.itemId`, 1),
    classId: integer(given.classId, `${field}.classId`, 1),
    shape: shapeIn(given.shape, `${field}.shape`),
    note: given.note === '' ? '' : text(given.note, `${field}.note`),
  };
}

function shapeIn(value: unknown, field: string): Shape {
  const given = object(value, field);
  const kind = oneOf(given.kind, `${field}.kind`, ['polygon', 'polyline', 'brush']);
  switch (kind) {
    case 'polygon':
      return {
        kind,
        parts: list(given.parts, `${field}.parts`, (part, place) => list(part, place, pointIn)),
      };
    case 'polyline':
      return {
        kind,
        points: list(given.points, `${field}.points`, pointIn),
        widthPx: positive(given.widthPx, `${field}.widthPx`),
      };
    case 'brush':
      return { kind, counts: text(given.counts, `${field}.counts`) };
  }
}

function pointIn(value: unknown, field: string): Point {
  const [x, y, ...more] = list(value, field, number);
  if (x !== undefined && y !== undefined && more.length === 0) return [x, y];
  throw new StudioError('BadRequest', `${field} must be a pair [x, y]`, { field });
}

/** Ids of new classes are 0 or negative. */
export function annotationClassIn(value: unknown, field: string): AnnotationClass {
  const given = object(value, field);
  return {
    id: integer(given.id, `${field}.id`, -Number.MAX_SAFE_INTEGER),
    name: text(given.name, `${field}.name`),
    color: text(given.color, `${field}.color`),
    key: given.key === null ? null : integer(given.key, `${field}.key`, 1),
  };
}

function positive(value: unknown, field: string): number {
  const found = number(value, field);
  if (found > 0) return found;
  throw new StudioError('BadRequest', `${field} must be more than 0, found ${found}`, {
    field,
    expected: '> 0',
    found,
  });
}
