import { existsSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import type { JobRecord } from '#domain/records.ts';
import { splitMapPath } from '#formats/mapFormats.ts';
import type { Project } from '#project/Project.ts';
import type { RootRecord } from '#project/RootStore.ts';
import type { JobDraft } from './JobContext.ts';

/** So many files of a folder are looked for where it is said to be now. */
const filesLookedFor = 200;

/** What was found of a folder's files at another place. */
export interface Relocation {
  readonly root: RootRecord;
  readonly found: number;
  readonly lookedFor: number;
}

/**
 * Says where a folder of the project is now. Files are looked for by their names below it; whether their content is the
 * same is seen when they are looked at.
 *
 * @throws NotFound (root), FileMissing (no such folder, or none of the files is in it), InvalidOption (a folder of the
 *   project already), PathRefused
 */
export function relocateRoot(project: Project, rootId: number, folder: string): Relocation {
  const root = project.roots.get(rootId);
  requireFolder(folder);
  project.requireReadable(folder);
  const sample = project.items.pathsOf(rootId, filesLookedFor);
  const found = sample.filter((path) => existsSync(splitMapPath(join(folder, path)).path)).length;
  if (sample.length > 0 && found === 0) {
    throw new StudioError(
      'FileMissing',
      `${folder} holds none of the files of ${resolve(project.folder, root.path)}, for example ${sample[0]!}`,
      { file: folder, expected: sample[0]!, found: 0 },
    );
  }
  const moved = project.roots.update(rootId, { path: project.relative(folder) });
  return { root: moved, found, lookedFor: sample.length };
}

/** Adds a folder and queues its import. @throws FileMissing, InvalidOption (it is, or lies in, a folder of the project) */
export function addRoot(
  project: Project,
  add: (draft: JobDraft) => JobRecord,
  request: {
    readonly folder: string;
    readonly layout: string;
    readonly groundTruthEncoding: string | null;
  },
): { readonly root: RootRecord; readonly job: JobRecord } {
  const { folder, layout, groundTruthEncoding } = request;
  requireFolder(folder);
  for (const known of project.roots.list()) requireApart(resolve(project.folder, known.path), folder);
  const root = project.roots.add({
    path: project.relative(folder),
    prefix: `${basename(folder)}/`,
    layout,
    groundTruthEncoding,
    calibration: null,
  });
  const payload = { root: folder, layout, groundTruthEncoding, calibration: null, thenRun: null };
  return { root, job: add({ kind: 'import', title: `Import ${basename(folder)}`, payload }) };
}

function requireFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  throw new StudioError('FileMissing', `there is no folder ${folder}`, { file: folder });
}

function requireApart(known: string, folder: string): void {
  const isWithin = (path: string, above: string): boolean => {
    const step = relative(above, path);
    return step === '' || (step !== '..' && !step.startsWith(`..${sep}`));
  };
  if (!isWithin(known, folder) && !isWithin(folder, known)) return;
  throw new StudioError('InvalidOption', `${folder} overlaps ${known}, a folder of this project`, {
    file: folder,
    found: known,
  });
}
