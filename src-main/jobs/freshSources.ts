import { stat } from 'node:fs/promises';
import { splitMapPath } from '#formats/mapFormats.ts';
import { contentDigest } from '#frames/contentDigest.ts';
import { readImageSize } from '#frames/readImageSize.ts';
import { isStudioError } from '#domain/errors.ts';
import type { AssetRole } from '#domain/records.ts';
import type { AssetFacts } from '#project/ItemStore.ts';
import type { Project } from '#project/Project.ts';

/** What happened to a file since it was looked at last. `read` means: its content is known now, and was not before. */
export type SourceNews = 'same' | 'read' | 'changed' | 'missing' | 'back';

/**
 * Looks at every file of an item before it is used: its size and time, and where they are others, or its content was
 * never known, its digest. Results of other content are marked stale in the same step.
 *
 * @returns true where something is different from what the project knew.
 * @throws AbortError
 */
export async function freshSources(project: Project, itemId: number, signal?: AbortSignal): Promise<boolean> {
  let isDifferent = false;
  for (const facts of project.items.factsOf(itemId)) {
    const news = await lookAt(project, facts, { hashUnknown: true, signal });
    if (news !== 'same' && news !== 'read') isDifferent = true;
  }
  return isDifferent;
}

/**
 * Looks at one file and keeps what was found.
 *
 * @param options.hashUnknown  whether the content of a file that was never hashed is read now.
 * @param options.found        its size and time, where they are known already; null = it is gone.
 */
export async function lookAt(
  project: Project,
  facts: AssetFacts,
  options: {
    readonly hashUnknown: boolean;
    readonly found?: FileFacts | null;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<SourceNews> {
  const { items } = project;
  // A read-only project is shown as it is.
  if (project.readOnly) return 'same';
  const isAsFound = (found: FileFacts): boolean =>
    found.sizeBytes === facts.sizeBytes && isSameTime(found.mtimeMs, facts.mtimeMs);
  const isKnown = facts.sha256 !== null || !options.hashUnknown;
  // What is as it was needs no place: of a large dataset nearly all is.
  if (options.found && isAsFound(options.found) && isKnown && !facts.isMissing) return 'same';
  const path = placeOf(project, facts);
  // Whoever reads it is told why it may not be.
  if (path === null) return 'same';
  const found = options.found === undefined ? await fileFacts(path) : options.found;
  if (found === null) {
    if (!facts.isMissing) items.setAssetFacts(facts.id, { isMissing: true });
    return facts.isMissing ? 'same' : 'missing';
  }
  const isSame = isAsFound(found);
  if (isSame && isKnown) {
    if (!facts.isMissing) return 'same';
    items.setAssetFacts(facts.id, { isMissing: false });
    return 'back';
  }
  if (facts.sha256 === null && !options.hashUnknown) {
    // Nothing was made from it yet: what it is now is what it is.
    items.setAssetFacts(facts.id, { ...found, isMissing: false });
    await keepSize(project, facts, path);
    return 'changed';
  }
  const digest = await digestOf(project.resolve(facts.path), facts.role, options.signal);
  if (digest === null) {
    items.setAssetFacts(facts.id, { isMissing: true });
    return 'missing';
  }
  const { sha256, sizeBytes } = digest;
  items.setAssetFacts(facts.id, { sha256, sizeBytes, mtimeMs: found.mtimeMs, isMissing: false });
  if (sha256 === facts.sha256) return facts.isMissing ? 'back' : 'same';
  // Of a file that was never looked at, nothing was known that could be different now.
  if (facts.sha256 === null && (isSame || facts.mtimeMs === null)) return 'read';
  await keepSize(project, facts, path);
  return 'changed';
}

export interface FileFacts {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** Null where there is no such file. */
async function fileFacts(path: string): Promise<FileFacts | null> {
  try {
    const stats = await stat(path);
    return stats.isFile() ? { sizeBytes: stats.size, mtimeMs: stats.mtimeMs } : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** Null where it cannot be read, although it is there. */
async function digestOf(pathAndKey: string, role: AssetRole, signal?: AbortSignal) {
  try {
    return await contentDigest(pathAndKey, role, { signal });
  } catch (error) {
    if (isStudioError(error)) return null;
    throw error;
  }
}

/** Null where the project's fence keeps it from being read. */
export function placeOf(project: Project, { path }: AssetFacts): string | null {
  try {
    return splitMapPath(project.resolve(path)).path;
  } catch (error) {
    if (isStudioError(error)) return null;
    throw error;
  }
}

/** Times that went through a copy or an archive lose what is below a millisecond. */
function isSameTime(found: number, known: number | null): boolean {
  return known !== null && Math.abs(found - known) < 1;
}

/** A left picture that has another size now gives the item that size; one that cannot be read keeps the old one. */
async function keepSize(project: Project, { itemId, role }: AssetFacts, path: string): Promise<void> {
  if (role !== 'left' || project.items.get(itemId).cameras !== null) return;
  try {
    project.items.setSize(itemId, await readImageSize(path));
  } catch (error) {
    if (!isStudioError(error)) throw error;
  }
}
