import { statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { findBackground } from '#compute/tasks/findBackground.task.ts';
import { StudioError } from '#domain/errors.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { BackgroundMasks, BackgroundRule } from '#domain/ignore/BackgroundRule.ts';
import { backgroundOfFolder } from '#domain/ignore/backgroundOfFolder.ts';
import { maskPaths } from '#domain/ignore/maskPaths.ts';
import type { Mask, Picture } from '#domain/rasters/Raster.ts';
import type { ItemRecord } from '#domain/records.ts';
import { loadMask, loadPicture } from '#frames/loadFrame.ts';
import type { Project } from '#project/Project.ts';
import { contentOf } from './cacheKey.ts';
import { leftPictureOf } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';
import { loadStereoPair } from './loadStereoPair.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'signal'>;

/**
 * The background of an item and the recipe's rule for it; null where the recipe tells none apart in its folder.
 * @throws as backgroundBy
 */
export async function itemBackground(
  studio: Studio,
  item: ItemRecord,
  recipe: Recipe,
): Promise<{ readonly mask: Mask; readonly rule: BackgroundRule } | null> {
  const rule = ruleFor(studio.project, item, recipe);
  return rule === null ? null : { mask: await backgroundBy(studio, item, rule), rule };
}

/**
 * The background that a rule finds in an item's left picture, in a worker, or in the mask of its name.
 * @throws FileMissing, SizeMismatch (masks); as loadPicture and loadMask
 */
export async function backgroundBy(
  studio: Studio,
  item: ItemRecord,
  { source }: BackgroundRule,
): Promise<Mask> {
  if (source.kind === 'masks') return maskOfFile(studio.project, item, source);
  const picture = await shownPicture(studio, item);
  return studio.pool.run(findBackground, { picture, source }, { signal: studio.signal });
}

/** The left picture as it is shown and matched: rectified, where the pair is. @throws as loadPicture */
export async function shownPicture(
  { project, pool }: Pick<Studio, 'project' | 'pool'>,
  item: ItemRecord,
): Promise<Picture> {
  if (item.cameras !== null) return (await loadStereoPair({ project, pool }, item)).left;
  return loadPicture(project.resolve(leftPictureOf(project, item).path));
}

/** What an item's background depends on besides the rule, which is in the recipe; null where there is none. */
export function backgroundContent(project: Project, item: ItemRecord, recipe: Recipe): string | null {
  const rule = ruleFor(project, item, recipe);
  if (rule === null) return null;
  if (rule.source.kind === 'dark') return contentOf(leftPictureOf(project, item));
  const path = maskPathOf(project, item, rule.source);
  const facts = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
  return facts === undefined ? 'no mask' : `${project.relative(path!)} ${facts.size} ${facts.mtimeMs}`;
}

function ruleFor(project: Project, item: ItemRecord, recipe: Recipe): BackgroundRule | null {
  // Asked for every comparison: most recipes have none.
  if (recipe.mask.background === undefined) return null;
  return backgroundOfFolder(recipe, project.roots.ofItem(item.id).prefix);
}

async function maskOfFile(project: Project, item: ItemRecord, source: BackgroundMasks): Promise<Mask> {
  const path = maskPathOf(project, item, source);
  if (path === null) {
    const message = `${item.name} has no mask in ${source.folder}, which the background rule of its folder names`;
    throw new StudioError('FileMissing', message, { item: item.name, expected: source.folder, found: null });
  }
  const mask = await loadMask(path, 'class-mask');
  if (mask.width !== item.width || mask.height !== item.height) {
    const [expected, found] = [`${item.width}×${item.height}`, `${mask.width}×${mask.height}`];
    const message = `${path} is ${found}, its picture is ${expected}`;
    throw new StudioError('SizeMismatch', message, { file: path, expected, found });
  }
  return source.marks === 'background' ? mask : { ...mask, data: mask.data.map((isBody) => 1 - isBody) };
}

function maskPathOf(project: Project, item: ItemRecord, source: BackgroundMasks): string | null {
  const root = project.absolute(project.roots.ofItem(item.id).path);
  const picture = relative(root, project.absolute(leftPictureOf(project, item).path))
    .split(sep)
    .join('/');
  const found = maskPaths(source, picture)
    .map((path) => join(root, path))
    .find((path) => project.isThere(path));
  return found === undefined ? null : project.resolve(found);
}
