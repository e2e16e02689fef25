import { StudioError } from '../errors.ts';
import type { WantedClass } from './AnnotationSet.ts';
import { isLegalName } from './validateClasses.ts';

/** A COCO instances file from outside: the lists are there, what stands in them is not yet checked. */
export interface ForeignCoco {
  readonly images: readonly ForeignRecord[];
  readonly categories: readonly ForeignRecord[];
  readonly annotations: readonly ForeignRecord[];
}

export type ForeignRecord = Readonly<Record<string, unknown>>;

/** For categories without a colour. */
const palette = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7', '#999999'];

/**
 * Checks that a parsed JSON file is a COCO instances file.
 *
 * @param file its name, for the message.
 * @throws BadFile (no COCO file, or a results list, which names no pictures), Unsupported (panoptic)
 */
export function readCoco(value: unknown, file: string): ForeignCoco {
  if (Array.isArray(value)) {
    throw refused(
      'BadFile',
      file,
      'is a list: a COCO results file, which does not say which pictures it is about',
    );
  }
  const document = isRecord(value) ? value : {};
  const [images, categories, annotations] = ['images', 'categories', 'annotations'].map((key) => {
    const list: unknown = document[key];
    if (!Array.isArray(list)) throw refused('BadFile', file, `is no COCO file: it has no list "${key}"`);
    return list.filter(isRecord);
  }) as [ForeignRecord[], ForeignRecord[], ForeignRecord[]];
  if (annotations.some((annotation) => 'segments_info' in annotation)) {
    throw refused('Unsupported', file, 'is a COCO panoptic file; export instances instead');
  }
  return { images, categories, annotations };
}

/** The classes that the annotations of a COCO file have, to be made sure of before importCoco. */
export function classesOfCoco(document: ForeignCoco): WantedClass[] {
  const used = new Set(document.annotations.map((annotation) => annotation['category_id']));
  const wanted = new Map<string, WantedClass>();
  for (const category of document.categories) {
    const name = classNameOf(category);
    if (!used.has(category['id']) || name === null || wanted.has(name)) continue;
    const { color } = category;
    const isColor = typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color);
    wanted.set(name, { name, color: isColor ? color : palette[wanted.size % palette.length]! });
  }
  return [...wanted.values()];
}

/** The name of a category as a legal name of a class; null where there is none. */
export function classNameOf(category: ForeignRecord): string | null {
  if (typeof category['name'] !== 'string') return null;
  const name = category['name']
    .replaceAll(/[/\\:*?"<>|\p{Cc}]/gu, '-')
    .slice(0, 60)
    .trim();
  return isLegalName(name) ? name : null;
}

export function isRecord(value: unknown): value is ForeignRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(tag: 'BadFile' | 'Unsupported', file: string, what: string): StudioError {
  return new StudioError(tag, `${file} ${what}`, { file, expected: 'a COCO instances file' });
}
