import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { knownLayouts } from '#domain/datasets/knownLayouts.ts';
import type { Layout, Listing } from '#domain/datasets/Layout.ts';
import { isStudioError } from '#domain/errors.ts';
import { isHdf5, readHdf5Shape } from '#formats/hdf5.ts';
import { decodeMatlab } from '#formats/matlab.ts';
import { listFolder } from './listFolder.ts';
import { readBytes, withSource } from './readBytes.ts';
import type { FoundProblem } from './scanDataset.ts';

const mostTextBytes = 16 * 1024 * 1024;
const headBytes = 64 * 1024;
const mostArrayBytes = 1024 * 1024;

/**
 * The files below a root, what layouts want to know of the small ones among them, and the links that were not followed.
 * @throws FileMissing, AbortError
 */
export async function scanListing(
  root: string,
  signal?: AbortSignal,
): Promise<{ readonly listing: Listing; readonly refusedLinks: readonly FoundProblem[] }> {
  const { paths, refusedLinks } = await listFolder(root, signal);
  const rootName = basename(resolve(root));
  return {
    listing: {
      rootName,
      paths,
      texts: await textsOf(root, paths),
      frames: await framesOf(root, paths),
      arrays: await arraysOf(root, paths),
    },
    refusedLinks: refusedLinks.map((file) => ({
      file,
      severity: 'rejected',
      tag: 'PathRefused',
      message: `${file}: a link to a folder, out of the dataset or to nothing is not followed`,
      fields: { file },
    })),
  };
}

function wantedBy(question: 'wantsText' | 'wantsHead'): (path: string) => boolean {
  const asking = knownLayouts.flatMap((layout: Layout) => layout[question] ?? []);
  return (path) => asking.some((wants) => wants(path));
}

async function textsOf(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const [wantsText, wantsHead] = [wantedBy('wantsText'), wantedBy('wantsHead')];
  const texts = new Map<string, string>();
  for (const path of paths) {
    if (!/\.(txt|json|jsonl|csv|tsv)$/i.test(path)) continue;
    const isWhole = wantsText(path);
    if (!isWhole && !wantsHead(path)) continue;
    const file = join(root, path);
    const size = Math.min((await stat(file)).size, isWhole ? mostTextBytes : headBytes);
    const bytes = await withSource(file, (source) => source.read(0, size));
    texts.set(path, new TextDecoder().decode(bytes));
  }
  return texts;
}

async function framesOf(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const frames = new Map<string, number>();
  for (const path of paths.filter((each) => each.endsWith('.mat'))) {
    const variable = knownLayouts.flatMap((layout) => layout.wantsFrames?.(path) ?? [])[0];
    if (variable === undefined) continue;
    const file = join(root, path);
    const count = await withSource(file, async (source) => {
      const isNew = isHdf5(await source.read(0, 1024));
      return isNew ? ((await readHdf5Shape(source, file, variable))[0] ?? 0) : 0;
    });
    frames.set(path, count);
  }
  return frames;
}

/** A file of splits that cannot be read leaves the splits out: that is told by the items, which then have none. */
async function arraysOf(
  root: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const arrays = new Map<string, readonly number[]>();
  for (const path of paths.filter((each) => each.endsWith('.mat'))) {
    const variables = knownLayouts.flatMap((layout) => layout.wantsArrays?.(path) ?? []);
    const file = join(root, path);
    if (variables.length === 0 || (await stat(file)).size > mostArrayBytes) continue;
    const bytes = await readBytes(file);
    for (const variable of variables) {
      try {
        const { values } = await decodeMatlab(bytes, file, variable);
        arrays.set(`${path}:${variable}`, Array.from(values));
      } catch (error) {
        if (!isStudioError(error)) throw error;
      }
    }
  }
  return arrays;
}
