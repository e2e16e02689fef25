import { createReadStream, createWriteStream, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { StudioError } from '#domain/errors.ts';
import { splitMapPath } from '#formats/mapFormats.ts';
import type { JobContext, JobDraft } from '../JobContext.ts';
import { noteName, projectName, rastersFolder, wholeBundle } from './bundleFormat.ts';
import type { BundleNote, BundleParts } from './bundleFormat.ts';

/** A bundle to be queued. @throws InvalidOption where it would be empty */
export function bundleDraft(
  output: string,
  itemIds: readonly number[],
  parts: BundleParts = wholeBundle,
): JobDraft<'bundle'> {
  if (itemIds.length === 0) {
    throw new StudioError('InvalidOption', `${output}: no item fits, so the bundle would be empty`, {
      file: output,
      found: 0,
    });
  }
  return { kind: 'bundle', title: `Bundle ${basename(output)}`, payload: { output, itemIds, parts } };
}

interface Entry {
  readonly name: string;
  readonly file: string;
}

/**
 * Writes some items with their files and results as one zip that opens on another machine. It gets its name when it is
 * whole; a kill leaves none, and the job begins again.
 *
 * @throws FileMissing (a file of an item is gone), CannotWrite, PathRefused; AbortError
 */
export async function bundleJob({ project, payload, progress, signal }: JobContext<'bundle'>): Promise<void> {
  // Of a job that was queued before there was a choice, nothing is said.
  const { output, itemIds, parts = wholeBundle } = payload;
  const folder = mkdtempSync(join(dirname(output), '.fathom-bundle-'));
  try {
    const file = join(folder, projectName);
    const { sources, rasters } = project.writeSubset(file, itemIds, parts.results);
    const entries = new Map<string, Entry>();
    const take = (entry: Entry): void => void entries.set(entry.name, entry);
    take({ name: projectName, file });
    for (const id of rasters) {
      take({ name: `${rastersFolder}/${id.slice(0, 2)}/${id}.npy`, file: project.rasters.path(id) });
    }
    for (const { path, place } of parts.files ? sources : []) {
      // An array of a container is carried with its container.
      take({ name: splitMapPath(place).path, file: splitMapPath(project.resolve(path)).path });
    }
    progress.expect(entries.size, { done: 0, failed: 0 });
    const note: BundleNote = {
      format: 'fathom-bundle',
      version: 1,
      items: itemIds.length,
      createdBy: project.meta.createdBy,
    };
    const unfinished = join(folder, 'bundle.zip');
    await writeZip(unfinished, { note, entries: [...entries.values()] }, { signal, progress });
    renameSync(unfinished, output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeZip(
  path: string,
  { note, entries }: { readonly note: BundleNote; readonly entries: readonly Entry[] },
  { signal, progress }: Pick<JobContext<'bundle'>, 'signal' | 'progress'>,
): Promise<void> {
  const zip = new ZipFile();
  const target = createWriteStream(path);
  const written = finished(zip.outputStream.pipe(target), { signal });
  // Told again below, when all entries are in.
  written.catch(() => undefined);
  zip.addBuffer(Buffer.from(JSON.stringify(note)), noteName, { compress: false });
  for (const { name, file } of entries) {
    signal.throwIfAborted();
    await addFile(zip, name, file);
    progress.finish(name, 'done');
  }
  zip.end();
  await written;
}

/** Waits until the file is in, so that no more than one is open and progress means what it says. */
function addFile(zip: ZipFile, name: string, file: string): Promise<void> {
  const { size, mtime } = sizeOf(file);
  return new Promise((done, failed) => {
    zip.addReadStreamLazy(name, { compress: false, size, mtime, mode: 0o100644 }, (give) => {
      const stream = createReadStream(file);
      stream.once('error', failed);
      stream.once('close', done);
      give(null, stream);
    });
  });
}

function sizeOf(file: string): { readonly size: number; readonly mtime: Date } {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile()) return stats;
  throw new StudioError(
    'FileMissing',
    `${file} is not there; leave its item out, or say where its folder is`,
    {
      file,
    },
  );
}
