import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '#domain/errors.ts';

const name = 'roadside-and-table';

/**
 * The user's own copy of the sample dataset, made when there is none, and the project file beside it.
 *
 * @throws FileMissing where the program came without its sample.
 */
export async function copySample(
  resourcesFolder: string,
  userDataFolder: string,
): Promise<{ readonly root: string; readonly output: string }> {
  const source = join(resourcesFolder, 'examples', name);
  const folder = join(userDataFolder, 'sample');
  const root = join(folder, name);
  const output = join(folder, `${name}.fathom`);
  if (existsSync(root)) return { root, output };
  if (!existsSync(source)) {
    throw new StudioError('FileMissing', `the sample dataset is not at ${source}`, { file: source });
  }
  await mkdir(folder, { recursive: true });
  // A copy that a kill cut short is never taken for a whole one.
  const unfinished = `${root}.copying`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(source, unfinished, { recursive: true });
  await rename(unfinished, root);
  return { root, output };
}
