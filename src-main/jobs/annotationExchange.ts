import { randomUUID } from 'node:crypto';
import type { AnnotationImport, AnnotationSet, ExchangeItem } from '#domain/annotation/AnnotationSet.ts';
import type { CocoDocument } from '#domain/annotation/CocoDocument.ts';
import { exportCoco } from '#domain/annotation/exportCoco.ts';
import { exportMasks } from '#domain/annotation/exportMasks.ts';
import { importCoco } from '#domain/annotation/importCoco.ts';
import { importMasks } from '#domain/annotation/importMasks.ts';
import { maskPath, partsOfMaskPath, type ItemMask } from '#domain/annotation/ItemMask.ts';
import { classesOfCoco, readCoco } from '#domain/annotation/readCoco.ts';
import { isStudioError } from '#domain/errors.ts';
import type { Mask } from '#domain/rasters/Raster.ts';
import { decodeMap } from '#formats/decodeMap.ts';
import { encodeMask } from '#formats/encodePng.ts';
import type { Project } from '#project/Project.ts';
import { colorOfNewClass } from './colorOfNewClass.ts';
import type { ProjectEdits } from './ProjectEdits.ts';

/** Annotations out of and into a project, as the window and the command line both do it. */

export interface AnnotationFile {
  /** With forward slashes: `masks/CLASS/ITEM.png`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface EditedProject {
  readonly project: Project;
  readonly edits: ProjectEdits;
}

export type AnnotationImportResult = Omit<AnnotationImport, 'diff'>;

/** All annotations of the project as a COCO file. */
export function annotationsAsCoco(project: Project): CocoDocument {
  return exportCoco(annotationSetOf(project));
}

/** All annotations of the project as one mask per item and class, made one at a time. */
export async function* annotationsAsMasks(project: Project): AsyncGenerator<AnnotationFile> {
  for (const itemMask of exportMasks(annotationSetOf(project))) {
    yield { path: maskPath(itemMask), bytes: await encodeMask(itemMask.mask) };
  }
}

/**
 * Takes a COCO file's annotations over, as one undoable step; classes that it brings along are added.
 *
 * @param file its name, for messages.
 * @throws BadFile, BadRequest
 */
export function importCocoAnnotations(
  { project, edits }: EditedProject,
  document: unknown,
  file: string,
): AnnotationImportResult {
  const coco = readCoco(document, file);
  project.annotations.ensureClasses(classesOfCoco(coco));
  return apply(edits, importCoco(coco, annotationSetOf(project), randomUUID));
}

/**
 * Takes masks over, as one undoable step; classes that they bring along are added. Files that are no masks, or are
 * damaged, become warnings.
 */
export async function importMaskAnnotations(
  { project, edits }: EditedProject,
  files: Iterable<AnnotationFile> | AsyncIterable<AnnotationFile>,
): Promise<AnnotationImportResult> {
  const masks: ItemMask[] = [];
  const warnings: string[] = [];
  for await (const { path, bytes } of files) {
    const parts = partsOfMaskPath(path);
    if (parts === null) warnings.push(`${path} is not masks/CLASS/ITEM.png; left out`);
    else {
      const mask = await readMask(path, bytes);
      if (typeof mask === 'string') warnings.push(mask);
      else masks.push({ ...parts, mask });
    }
  }
  const wanted = [...new Set(masks.map(({ className }) => className))];
  project.annotations.ensureClasses(wanted.map((name) => ({ name, color: colorOfNewClass(name) })));
  const result = apply(edits, importMasks(masks, annotationSetOf(project), randomUUID));
  return { ...result, warnings: [...warnings, ...result.warnings] };
}

function apply(edits: ProjectEdits, { diff, ...result }: AnnotationImport): AnnotationImportResult {
  const changes = diff.added.length + diff.updated.length + diff.removed.length;
  if (changes > 0) edits.applyAnnotationDiff(diff);
  return result;
}

/** Items, classes and annotations of a project, as files of them are made and read. */
export function annotationSetOf({ items, annotations }: Project): AnnotationSet {
  const exchangeItems = items.all().map(({ id, name, width, height }): ExchangeItem => {
    const left = items.assets(id).find(({ role }) => role === 'left');
    return { id, name, width, height, fileName: left?.path ?? name };
  });
  return { items: exchangeItems, classes: annotations.classes(), annotations: annotations.all() };
}

/** The mask, or in words why the file holds none. */
async function readMask(path: string, bytes: Uint8Array): Promise<Mask | string> {
  try {
    const { width, height, values } = await decodeMap(bytes, path);
    return { width, height, data: Uint8Array.from(values, (value) => (value === 0 ? 0 : 1)) };
  } catch (error) {
    if (isStudioError(error)) return `${error.message}; left out`;
    throw error;
  }
}
