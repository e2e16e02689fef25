import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AnnotationImport } from '#domain/annotation/AnnotationSet.ts';
import { importCoco } from '#domain/annotation/importCoco.ts';
import { importPointPairs } from '#domain/annotation/importPointPairs.ts';
import { orderedPairClass } from '#domain/annotation/orderedPairs.ts';
import { classesOfCoco, readCoco } from '#domain/annotation/readCoco.ts';
import type { AnnotationSource } from '#domain/datasets/Layout.ts';
import { isStudioError, StudioError } from '#domain/errors.ts';
import { readBytes, withSource } from '#frames/readBytes.ts';
import type { Project } from '#project/Project.ts';
import type { RootRecord } from '#project/RootStore.ts';
import { annotationSetOf } from './annotationExchange.ts';
import { colorOfNewClass } from './colorOfNewClass.ts';
import type { JobContext } from './JobContext.ts';

/** What JSON.parse makes of larger files needs several GB. */
const mostBytes = 200 * 1024 * 1024;
/** Of what was left out, so many are named. */
const mostNamed = 3;

/**
 * Takes over the annotation files that came with a dataset: COCO instances, and pairs of points of which one is nearer as
 * lines. What is in the project already is not added again; a file that cannot be read, and what of it was left out,
 * become problems. It cannot be undone, as little as the import itself.
 */
export async function importLayoutAnnotations(
  { project, emit, signal }: Pick<JobContext, 'project' | 'emit' | 'signal'>,
  root: RootRecord,
  sources: readonly AnnotationSource[],
): Promise<void> {
  for (const source of sources) {
    signal.throwIfAborted();
    const file = join(project.absolute(root.path), source.path);
    try {
      project.requireReadable(file);
      const { diff, warnings } = importOf(project, source, root, await readJson(file));
      if (diff.added.length + diff.updated.length > 0) {
        project.annotations.applyDiff(diff, { undoable: false });
        emit({ type: 'annotations', itemIds: [...new Set(diff.added.map(({ itemId }) => itemId))] });
      }
      if (warnings.length > 0) noteLeftOut(project, file, warnings);
    } catch (error) {
      if (!isStudioError(error)) throw error;
      const { tag, message, fields } = error;
      const problem = {
        itemId: null,
        file: project.relative(file),
        severity: 'rejected',
        tag,
        message,
        fields,
      } as const;
      project.problems.add([problem]);
    }
  }
}

function importOf(
  project: Project,
  { format, path }: AnnotationSource,
  { prefix }: RootRecord,
  document: unknown,
): AnnotationImport {
  const set = () => {
    const { items, ...rest } = annotationSetOf(project);
    return { ...rest, items: items.filter(({ name }) => name.startsWith(prefix)) };
  };
  if (format === 'da2k') {
    project.annotations.ensureClasses([{ name: orderedPairClass, color: colorOfNewClass(orderedPairClass) }]);
    return importPointPairs(document, set(), { file: path, newId: randomUUID });
  }
  const coco = readCoco(document, path);
  project.annotations.ensureClasses(classesOfCoco(coco));
  return importCoco(coco, set(), randomUUID);
}

async function readJson(file: string): Promise<unknown> {
  const { byteLength } = await withSource(file, (source) => Promise.resolve(source));
  if (byteLength > mostBytes) {
    const message = `${file} has ${byteLength} bytes; annotation files of up to ${mostBytes} bytes are taken over`;
    throw new StudioError('Unsupported', message, { file, expected: mostBytes, found: byteLength });
  }
  const text = new TextDecoder().decode(await readBytes(file));
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const message = `${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`;
    throw new StudioError('BadFile', message, { file, expected: 'JSON' }, error);
  }
}

function noteLeftOut(project: Project, path: string, warnings: readonly string[]): void {
  const file = project.relative(path);
  const named = warnings.slice(0, mostNamed).join('; ');
  const more = warnings.length > mostNamed ? `; and ${warnings.length - mostNamed} more` : '';
  const message = `${file}: not everything was taken over: ${named}${more}`;
  const fields = { file, found: warnings.length };
  project.problems.add([{ itemId: null, file, severity: 'doubtful', tag: 'BadFile', message, fields }]);
}
