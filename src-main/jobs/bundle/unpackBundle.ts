import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { isStudioError, StudioError } from '#domain/errors.ts';
import type { ErrorFields } from '#domain/errors.ts';
import { Project } from '#project/Project.ts';
import { noteName, projectName, rastersFolder } from './bundleFormat.ts';

/** More than the largest of the known datasets has, rasters included. */
const mostEntries = 2_000_000;

/**
 * Unpacks a bundle into a new folder and answers the path of its project. The folder appears when all is in it and
 * everything was checked: a bundle may come from anyone.
 *
 * @param folder  must not exist, or be empty.
 * @throws FileMissing (no such file), BadFile (no bundle, damaged, compressed), PathRefused (a name or link that leads
 *   out of the folder), InvalidOption (the folder is in use), TooLarge (the disk), BadProject; AbortError
 */
export async function unpackBundle(path: string, folder: string, signal?: AbortSignal): Promise<string> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new StudioError('InvalidOption', `${folder} is not empty; a bundle needs a folder of its own`, {
      file: folder,
    });
  }
  const unfinished = join(dirname(folder), `.${Date.now().toString(36)}.fathom-unpacking`);
  const zip = await openBundle(path);
  try {
    const entries = await checkedEntries(zip, path);
    mkdirSync(unfinished, { recursive: true });
    requireRoom(unfinished, entries, path);
    for (const entry of entries) {
      signal?.throwIfAborted();
      await extract(zip, entry, { folder: unfinished, bundle: path });
    }
    requireWithin(join(unfinished, projectName), unfinished);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
    return join(folder, projectName);
  } finally {
    zip.close();
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function openBundle(path: string): Promise<ZipFile> {
  if (!existsSync(path)) throw new StudioError('FileMissing', `there is no bundle ${path}`, { file: path });
  try {
    return await openPromise(path, { strictFileNames: true, autoClose: false });
  } catch (error) {
    throw damaged(path, error);
  }
}

/** Every entry, looked at before the first is written. */
async function checkedEntries(zip: ZipFile, path: string): Promise<readonly Entry[]> {
  if (zip.entryCount > mostEntries) {
    throw bad(path, `has ${zip.entryCount} entries, more than ${mostEntries}`, { found: zip.entryCount });
  }
  const entries: Entry[] = [];
  const names = new Set<string>();
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      requireHarmless(entry, path);
      const name = entry.fileName.toLowerCase();
      if (names.has(name)) throw bad(path, `holds ${entry.fileName} twice`, { found: entry.fileName });
      names.add(name);
      bytes += entry.uncompressedSize;
      entries.push(entry);
    }
  } catch (error) {
    if (isStudioError(error)) throw error;
    throw damaged(path, error);
  }
  // Entries that overlap hold more than the file does.
  const { size } = statSync(path);
  if (bytes > size)
    throw bad(path, `claims ${bytes} bytes in a file of ${size}`, { expected: size, found: bytes });
  for (const needed of [noteName, projectName]) {
    if (!names.has(needed))
      throw bad(path, `is no bundle of Fathom: it has no ${needed}`, { expected: needed });
  }
  return entries;
}

function requireHarmless(entry: Entry, path: string): void {
  const { fileName: name, compressionMethod, compressedSize, uncompressedSize } = entry;
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  const isFile = kind === 0 || kind === 0o100000;
  const isInside =
    !name.startsWith('/') &&
    !/[\\\0:]/.test(name) &&
    !name.split('/').some((step) => step === '..' || step === '.' || step === '');
  const isKnown =
    name === noteName ||
    name === projectName ||
    name.startsWith('data/') ||
    name.startsWith(`${rastersFolder}/`);
  if (!isInside || !isFile || !isKnown) {
    const what = isFile ? 'a name that no bundle has' : 'a link or a device';
    throw new StudioError('PathRefused', `${path}: ${JSON.stringify(name)} is ${what}`, {
      file: path,
      found: name,
    });
  }
  if (compressionMethod !== 0 || compressedSize !== uncompressedSize || entry.isEncrypted()) {
    throw bad(path, `holds ${name} compressed or encrypted, which no bundle does`, { found: name });
  }
}

function requireRoom(folder: string, entries: readonly Entry[], path: string): void {
  const needed = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const { bavail, bsize } = statfsSync(folder);
  if (needed <= bavail * bsize) return;
  throw new StudioError('TooLarge', `${path} needs ${needed} bytes, ${folder} has ${bavail * bsize}`, {
    file: path,
    expected: bavail * bsize,
    found: needed,
  });
}

async function extract(
  zip: ZipFile,
  entry: Entry,
  { folder, bundle }: { readonly folder: string; readonly bundle: string },
): Promise<void> {
  const target = join(folder, entry.fileName);
  mkdirSync(dirname(target), { recursive: true });
  let sum = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
  });
  try {
    await pipeline(
      await zip.openReadStreamPromise(entry),
      counted,
      createWriteStream(target, { flags: 'wx' }),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== undefined) throw error;
    throw damaged(bundle, error);
  }
  if (sum !== entry.crc32) {
    throw bad(bundle, `${entry.fileName} is damaged: its checksum is ${sum}, expected ${entry.crc32}`, {
      expected: entry.crc32,
      found: sum,
    });
  }
}

/** The project names nothing outside its folder. @throws PathRefused, BadProject */
function requireWithin(file: string, folder: string): void {
  const fence = (path: string): void => {
    const step = relative(folder, resolve(path));
    if (step === '..' || step.startsWith(`..${sep}`) || resolve(folder, step) !== resolve(path)) {
      throw new StudioError('PathRefused', `the project of the bundle names ${path}, outside its folder`, {
        path,
      });
    }
  };
  const project = Project.open(file, { fence });
  try {
    let page = project.items.factsAfter(0, 1000);
    while (page.length > 0) {
      for (const { path } of page) project.resolve(path);
      page = project.items.factsAfter(page.at(-1)!.id, 1000);
    }
  } finally {
    project.close();
  }
}

function damaged(path: string, cause: unknown): StudioError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new StudioError(
    'BadFile',
    `${path} is no zip that can be read: ${why}`,
    { file: path, found: why },
    cause,
  );
}

function bad(path: string, what: string, fields: ErrorFields): StudioError {
  return new StudioError('BadFile', `${path} ${what}`, { file: path, ...fields });
}
