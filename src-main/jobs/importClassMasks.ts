import { createHash } from 'node:crypto';
import type { Annotation, AnnotationClass } from '#domain/annotation/Annotation.ts';
import { countsOfMask } from '#domain/annotation/rle.ts';
import { isStudioError, StudioError } from '#domain/errors.ts';
import type { ItemRecord } from '#domain/records.ts';
import { loadMask } from '#frames/loadFrame.ts';
import type { Project } from '#project/Project.ts';
import { colorOfNewClass } from './colorOfNewClass.ts';
import type { JobContext } from './JobContext.ts';

export interface FoundClassMask {
  readonly className: string;
  /** Absolute path. */
  readonly path: string;
  /** The stored values that are the class; absent = everything but 0. */
  readonly values?: readonly number[];
}

/**
 * Masks that came with the data become painted annotations. An annotation's id follows from its item and class, so that
 * a second import finds it again; one that the user has changed stays as it is. An unreadable mask becomes a problem.
 */
export async function importClassMasks(
  { project, emit }: Pick<JobContext, 'project' | 'emit'>,
  item: ItemRecord,
  masks: readonly FoundClassMask[],
): Promise<void> {
  const known = new Set(project.annotations.byItem(item.id).map(({ id }) => id));
  const added: Annotation[] = [];
  for (const { className, path, values } of masks) {
    const id = stableUuid(`${item.name}\n${className}`);
    if (known.has(id)) continue;
    try {
      const mask = await maskOfItem(item, path, values ?? null);
      if (!mask.data.includes(1)) continue;
      const shape = { kind: 'brush', counts: countsOfMask(mask) } as const;
      added.push({ id, itemId: item.id, classId: classNamed(project, className).id, shape, note: '' });
    } catch (error) {
      if (!isStudioError(error)) throw error;
      const { tag, message, fields } = error;
      const file = project.relative(path);
      project.problems.add([{ itemId: item.id, file, severity: 'rejected', tag, message, fields }]);
    }
  }
  if (added.length === 0) return;
  project.annotations.applyDiff({ added, updated: [], removed: [] }, { undoable: false });
  emit({ type: 'annotations', itemIds: [item.id] });
}

/** @throws SizeMismatch, FileMissing, BadFile */
async function maskOfItem(item: ItemRecord, path: string, values: readonly number[] | null) {
  const mask = await loadMask(path, 'class-mask', values);
  if (mask.width === item.width && mask.height === item.height) return mask;
  const expected = `${item.width}×${item.height}`;
  const found = `${mask.width}×${mask.height}`;
  throw new StudioError('SizeMismatch', `${path} is ${found} px, its picture ${expected} px`, {
    file: path,
    expected,
    found,
  });
}

function classNamed({ annotations }: Project, name: string): AnnotationClass {
  const classes = annotations.ensureClasses([{ name, color: colorOfNewClass(name) }]);
  return classes.find((candidate) => candidate.name === name)!;
}

/** A UUID (version 8: made from a hash) that depends on the text alone. */
function stableUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
