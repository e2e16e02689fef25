import { stat } from 'node:fs/promises';
import { containerPath } from '#domain/datasets/containerPath.ts';
import type { AssetRecord, ItemRecord } from '#domain/records.ts';
import { StudioError } from '#domain/errors.ts';
import { digest } from '#jobs/cacheKey.ts';
import type { Project } from '#project/Project.ts';

/**
 * Names the content of a source file for caches: what was imported, and whether it was touched since.
 *
 * @throws FileMissing, PathRefused
 */
export async function fileTag(project: Project, { path, sha256, id }: AssetRecord): Promise<string> {
  // `x.npz:key` names an array in a file.
  const { file: stored, key } = containerPath(path);
  const file = project.resolve(stored);
  try {
    const { size, mtimeMs } = await stat(file);
    const place = key === null ? '' : `-${digest(key).slice(0, 16)}`;
    return `${sha256?.slice(0, 32) ?? id}-${size.toString(36)}-${Math.round(mtimeMs).toString(36)}${place}`;
  } catch (error) {
    throw new StudioError('FileMissing', `${file} is not there any more`, { file }, error);
  }
}

/** Names the content of an item's picture, as it is shown: the file's, and what rectifies it. @throws as fileTag */
export async function pictureTag(
  project: Project,
  { cameras }: ItemRecord,
  asset: AssetRecord,
): Promise<string> {
  const tag = `${await fileTag(project, asset)}-picture`;
  return cameras === null ? tag : `${tag}-${digest(cameras).slice(0, 16)}`;
}
